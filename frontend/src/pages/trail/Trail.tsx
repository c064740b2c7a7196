import { Button, Group } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answered } from "@/api/query";
import { Card, EmptyState, Query, useI18n } from "@/panels/shared";
import { TrailFilters } from "./TrailFilters";
import { TrailTable } from "./TrailTable";
import type { Narrowing } from "./narrowing";
import classes from "./Trail.module.css";

export type TrailAnswer = Answered<"/api/v1/projects/{project_id}/events">;

interface TrailProps {
  of: UseQueryResult<TrailAnswer>;
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
  /** Whether lines say in which project they happened. */
  hasProjects?: boolean;
}

/** Filters, a page of sentences, and the way to older ones. */
export function Trail({ of: query, narrowing, onNarrow, hasProjects = false }: TrailProps) {
  const { t } = useI18n();
  return (
    <>
      <TrailFilters narrowing={narrowing} onNarrow={onNarrow} />
      <Query of={query}>
        {(data) => (
          <>
            {data.results.length > 0 ? (
              <Card isFlush>
                <TrailTable
                  lines={data.results}
                  hasProjects={hasProjects}
                  onPerson={(person) => onNarrow({ ...narrowing, person, cursor: undefined })}
                />
              </Card>
            ) : (
              <EmptyState title={t("trail.noneTitle")}>{t("trail.none")}</EmptyState>
            )}
            <Foot answer={data} narrowing={narrowing} onNarrow={onNarrow} />
          </>
        )}
      </Query>
    </>
  );
}

interface FootProps {
  answer: TrailAnswer;
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
}

function Foot({ answer, narrowing, onNarrow }: FootProps) {
  const { t, moment } = useI18n();
  const { cursor, searched_to: searchedTo } = answer;
  return (
    <Group gap="sm">
      {narrowing.cursor !== undefined && (
        <Button variant="subtle" onClick={() => onNarrow({ ...narrowing, cursor: undefined })}>
          {t("trail.newest")}
        </Button>
      )}
      {cursor !== null && (
        <Button onClick={() => onNarrow({ ...narrowing, cursor })}>{t("trail.older")}</Button>
      )}
      <span className={classes.searched}>
        {cursor === null || searchedTo === null
          ? t("trail.end")
          : t("trail.searched", { when: moment(searchedTo) })}
      </span>
    </Group>
  );
}
