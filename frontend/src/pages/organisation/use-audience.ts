import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { answerOf, api } from "@/api/client";
import { type Door, type Doors, filled, kept } from "./criteria";

const PAUSE_MS = 300;

export type Audience = components["schemas"]["AudienceOut"];

/** What is known of one clause of a door. */
export interface ClauseNote {
  cost: Audience["clauses"][number] | undefined;
  contradiction: string | undefined;
}

/** Whom the doors would let in as they are written now, a moment after the last change. */
export function useAudience(organisationId: number, doors: Doors) {
  const [asked] = useDebouncedValue(doors, PAUSE_MS);
  const audience = useQuery({
    queryKey: ["audience", organisationId, JSON.stringify(filled(asked))],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/organisations/{organisation_id}/audience", {
          params: { path: { organisation_id: organisationId } },
          body: { doors: filled(asked) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const isCurrent = audience.data !== undefined && !audience.isPlaceholderData && asked === doors;
  /** Of the clause at a place; clauses that say nothing yet are not sent and have none. */
  function noteOf(door: Door, place: number): ClauseNote {
    const index = kept(asked, door).indexOf(place);
    const isHere = (one: { door: string; index: number }) =>
      isCurrent && one.door === door && one.index === index;
    return {
      cost: audience.data?.clauses.find(isHere),
      contradiction: audience.data?.contradictions.find(isHere)?.message,
    };
  }
  return { audience, noteOf };
}
