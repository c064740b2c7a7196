import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { answerOf, api } from "@/api/client";
import { filled, isFilled, NO_DOORS, type Clause } from "@/pages/organisation/criteria";

/** Whom a message goes to. */
export type Addressees = Required<components["schemas"]["AddresseesInRequest"]>;
export type Step = Addressees["last_step"];

const PAUSE_MS = 300;
export const ALL_ACTIVE: Addressees = {
  states: ["active"],
  tags: [],
  criteria: [],
  project_id: null,
  last_step: "joined",
};

const doorsOf = ({ criteria }: Addressees) => ({ ...NO_DOORS, take: criteria as Clause[][] });

/** Whether each condition has its value. */
export const isWhole = (to: Addressees) => isFilled(doorsOf(to));

/** Without conditions that say nothing yet. */
export const asSent = (to: Addressees): Addressees => ({
  ...to,
  criteria: filled(doorsOf(to)).take,
});

/** How many it would be as it is written now, a moment after the last change. */
export function useAddresseeCount(communityId: number, to: Addressees) {
  const [asked] = useDebouncedValue(to, PAUSE_MS);
  const body = asSent(asked);
  return useQuery({
    queryKey: ["addressees", communityId, JSON.stringify(body)],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/announcement-counts", {
          params: { path: { community_id: communityId } },
          body,
        }),
      ),
    enabled: body.states.length > 0,
    placeholderData: keepPreviousData,
  });
}
