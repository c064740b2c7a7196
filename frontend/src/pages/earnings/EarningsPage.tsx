import { IconWallet } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  EmptyState,
  Moment,
  Money,
  Page,
  PagedQuery,
  PageHeader,
  useI18n,
} from "@/panels/shared";
import { OwnShares } from "@/pages/collecting/OwnShares";
import { Link } from "@/pages/shell/Link";

type Assignment = Answered<"/api/v1/me/assignments">["results"][number];
const STATE_NAMES = {
  leased: "earnings.leased",
  submitted: "earnings.submitted",
  accepted: "earnings.accepted",
  rejected: "earnings.rejected",
  returned: "earnings.returned",
  skipped: "earnings.skipped",
  released: "earnings.released",
  expired: "earnings.expired",
  spare: "earnings.spare",
  voided: "earnings.voided",
} as const satisfies Record<Assignment["state"], string>;

/** The person's tasks, newest first. */
export default function EarningsPage() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const assignments = useQuery(apiQuery("/api/v1/me/assignments", { params: { query: { page } } }));
  return (
    <Page>
      <PageHeader title={t("earnings.title")} note={t("earnings.note")} />
      <OwnShares />
      <PagedQuery
        of={assignments}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconWallet} title={t("earnings.emptyTitle")}>
            {t("earnings.empty")}
          </EmptyState>
        }
      >
        {(rows) => <Assignments rows={rows} />}
      </PagedQuery>
    </Page>
  );
}

function Assignments({ rows }: { rows: readonly Assignment[] }) {
  const { t } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("earnings.title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "project",
            title: t("earnings.project"),
            isRowHeader: true,
            cell: (row) => row.project_name,
          },
          { key: "state", title: t("earnings.state"), cell: (row) => <State of={row} /> },
          {
            key: "taken",
            title: t("earnings.taken"),
            cell: (row) => <Moment iso={row.leased_at} />,
          },
          {
            key: "price",
            title: t("earnings.price"),
            isNumber: true,
            cell: (row) => <Money amount={row.price} />,
          },
        ]}
      />
    </Card>
  );
}

function State({ of }: { of: Assignment }) {
  const { t } = useI18n();
  return (
    <>
      {t(STATE_NAMES[of.state])}
      {of.state === "rejected" && (
        <>
          {" "}
          <Link to="/quality">{t("earnings.why")}</Link>
        </>
      )}
    </>
  );
}
