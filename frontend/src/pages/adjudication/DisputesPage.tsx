import { IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PageHeader, Pager, Query, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import classes from "./Adjudication.module.css";
import { DisputeCard } from "./DisputeCard";
import { COUNTS, DISPUTES, type Dispute } from "./types";

/** The tasks that wait for a reviewer, as pictures, the least sure first. */
export default function DisputesPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [page, setPage] = useState(1);
  const place = { project_id: projectId };
  const list = useQuery(apiQuery(DISPUTES, { params: { path: place, query: { page } } }));
  const counts = useQuery(apiQuery(COUNTS, { params: { path: place } }));
  return (
    <Page isWide>
      <PageHeader
        title={t("adjudication.title")}
        note={
          counts.data === undefined
            ? t("adjudication.note")
            : t("adjudication.counts", {
                n: counts.data.disputed_count,
                settled: counts.data.settled_count,
              })
        }
        actions={<Next rows={list.data?.results ?? []} projectId={projectId} />}
      />
      <Query
        of={list}
        empty={(data) =>
          data.count === 0 && (
            <EmptyState icon={IconScale} title={t("adjudication.emptyTitle")}>
              {t("adjudication.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <ul className={classes.pictures}>
              {data.results.map((row) => (
                <li key={row.task_id}>
                  <DisputeCard row={row} projectId={projectId} />
                </li>
              ))}
            </ul>
            <Pager page={page} count={data.count} onPage={setPage} />
          </>
        )}
      </Query>
    </Page>
  );
}

/** To the first that nobody is at. */
function Next({ rows, projectId }: { rows: readonly Dispute[]; projectId: number }) {
  const { t } = useI18n();
  const first = rows.find(({ held_by, is_mine }) => held_by === null || is_mine);
  if (first === undefined) return null;
  return (
    <ButtonLink
      to="/p/$projectId/disputed/$taskId"
      params={{ projectId, taskId: first.task_id }}
      variant="filled"
    >
      {t("adjudication.adjudicateNext")}
    </ButtonLink>
  );
}
