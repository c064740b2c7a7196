import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { Figure, Figures, Query, useI18n } from "@/panels/shared";
import type { Door, Doors } from "./criteria";

const PAUSE_MS = 300;

interface AudienceCountProps {
  organisationId: number;
  doors: Doors;
  /** What is counted, and what it is called. */
  rows: readonly { door: Door; label: string }[];
}

/** How many people pass a door as it is written now. */
export function AudienceCount({ organisationId, doors, rows }: AudienceCountProps) {
  const { t, number } = useI18n();
  const [asked] = useDebouncedValue(doors, PAUSE_MS);
  const audience = useQuery({
    queryKey: ["audience", organisationId, JSON.stringify(asked)],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/organisations/{organisation_id}/audience", {
          params: { path: { organisation_id: organisationId } },
          body: { doors: asked },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <aside aria-label={t("organisation.audience")} aria-live="polite">
      <Query of={audience}>
        {(data) => (
          <Figures>
            {rows.map(({ door, label }) => {
              const { value } = data.doors[door];
              return (
                <Figure
                  key={door}
                  label={label}
                  value={value === null ? t("organisation.under10") : number(value)}
                  note={t("organisation.audienceNote")}
                />
              );
            })}
          </Figures>
        )}
      </Query>
    </aside>
  );
}
