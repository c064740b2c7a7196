import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  Countdown,
  DataTable,
  EmptyState,
  Moment,
  PagedQuery,
  Section,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { STEP_NAMES } from "./names";
import { REFRESH_MS } from "./refresh";
import { TakeBackDialog } from "./TakeBackDialog";

const PATH = "/api/v1/projects/{project_id}/leases";
export type Lease = Answered<typeof PATH>["results"][number];

/** Who is at which picture, and until when. */
export function LeaseTable({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const leases = useQuery({
    ...apiQuery(PATH, { params: { path: { project_id: projectId }, query: { page } } }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Section
      title={t("queue.leases")}
      note={leases.data && t("queue.held", { n: leases.data.count })}
    >
      <PagedQuery
        of={leases}
        page={page}
        onPage={setPage}
        empty={<EmptyState title={t("queue.nobodyTitle")}>{t("queue.nobody")}</EmptyState>}
      >
        {(rows) => <Rows rows={rows} projectId={projectId} />}
      </PagedQuery>
    </Section>
  );
}

function Rows({ rows, projectId }: { rows: readonly Lease[]; projectId: number }) {
  const { t, number } = useI18n();
  const isManager = useCan("managers", useProject().organisation_id);
  const [taken, setTaken] = useState<Lease | null>(null);
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("queue.leases")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "person",
            title: t("queue.person"),
            isRowHeader: true,
            cell: ({ person }) =>
              isManager ? (
                <Link to="/p/$projectId/people/$userId" params={{ projectId, userId: person.id }}>
                  {person.pseudonym}
                </Link>
              ) : (
                person.pseudonym
              ),
          },
          { key: "item", title: t("queue.picture"), cell: (row) => row.item_name },
          { key: "step", title: t("queue.step"), cell: (row) => t(STEP_NAMES[row.step]) },
          {
            key: "batch",
            title: t("queue.batch"),
            cell: (row) => row.batch_name,
          },
          { key: "since", title: t("queue.since"), cell: (row) => <Moment iso={row.leased_at} /> },
          {
            key: "left",
            title: t("queue.left"),
            cell: (row) => <Countdown label={t("queue.left")} endsAt={row.expires_at} />,
          },
          {
            key: "extensions",
            title: t("queue.extensions"),
            isNumber: true,
            cell: (row) => number(row.extensions),
          },
          ...(isManager
            ? [
                {
                  key: "takeBack",
                  title: "",
                  cell: (row: Lease) => (
                    <Button size="xs" variant="default" onClick={() => setTaken(row)}>
                      {t("queue.takeBack")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {taken !== null && (
        <TakeBackDialog lease={taken} projectId={projectId} onClose={() => setTaken(null)} />
      )}
    </Card>
  );
}
