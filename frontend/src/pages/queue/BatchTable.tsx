import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, DataTable, EmptyState, PagedQuery, Section, useI18n } from "@/panels/shared";
import { BatchBadge } from "@/pages/batches/BatchBadge";
import { type Batch, LIST_PATH } from "@/pages/batches/state";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { PriorityStepper } from "./PriorityStepper";
import { REFRESH_MS } from "./refresh";

/** The batches with where their tasks are, and which comes first. */
export function BatchTable({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const batches = useQuery({
    ...apiQuery(LIST_PATH, { params: { path: { project_id: projectId }, query: { page } } }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Section
      title={t("queue.batches")}
      action={
        <Link to="/p/$projectId/batches" params={{ projectId }}>
          {t("queue.manage")}
        </Link>
      }
    >
      <PagedQuery
        of={batches}
        page={page}
        onPage={setPage}
        empty={<EmptyState title={t("queue.noBatchTitle")}>{t("queue.noBatch")}</EmptyState>}
      >
        {(rows) => <Rows rows={rows} />}
      </PagedQuery>
    </Section>
  );
}

const COUNTS = ["open", "saturated", "disputed", "triage", "resolved"] as const;
const COUNT_NAMES = {
  open: "overview.openTasks",
  saturated: "overview.saturated",
  disputed: "overview.disputed",
  triage: "overview.triage",
  resolved: "overview.resolved",
} as const;

function Rows({ rows }: { rows: readonly Batch[] }) {
  const { t, number } = useI18n();
  const project = useProject();
  const canManage = useCan("managers", project.organisation_id);
  return (
    <Card isFlush>
      <DataTable
        caption={t("queue.batches")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            title: t("queue.batch"),
            isRowHeader: true,
            cell: (row) => row.name,
          },
          {
            key: "state",
            title: t("queue.state"),
            cell: (row) => <BatchBadge batch={row} />,
          },
          {
            key: "priority",
            title: t("queue.priority"),
            cell: (row) => (canManage ? <PriorityStepper batch={row} /> : number(row.priority)),
          },
          ...COUNTS.map((state) => ({
            key: state,
            title: t(COUNT_NAMES[state]),
            isNumber: true,
            cell: (row: Batch) => number(row.counts[state]),
          })),
          {
            key: "leased",
            title: t("queue.places"),
            isNumber: true,
            cell: (row) => number(row.counts.leased_now),
          },
        ]}
      />
    </Card>
  );
}
