import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { Card, DataTable, Moment, Money, PagedQuery, useI18n } from "@/panels/shared";

const DUES = "/api/v1/me/dues";
const PAYOUTS = "/api/v1/me/payouts";
type Due = Answered<typeof DUES>["dues"][number];

/** What each organisation still has to pay, and what it says it has paid; nothing without work. */
export function Dues() {
  const { t } = useI18n();
  const { data } = useQuery(apiQuery(DUES));
  if (data === undefined || data.dues.length === 0) return null;
  return (
    <Card title={t("earnings.dues")} note={t("earnings.duesNote")} isFlush>
      <DataTable
        isStackable
        caption={t("earnings.dues")}
        rows={data.dues}
        rowKey={(row: Due) => `${row.organisation_id} ${row.due.amount.currency}`}
        columns={[
          {
            key: "organisation",
            title: t("earnings.organisation"),
            isRowHeader: true,
            cell: (row) => row.organisation_name,
          },
          {
            key: "due",
            title: t("earnings.toBePaid"),
            isNumber: true,
            cell: (row) => <Money amount={row.due.amount} />,
          },
          {
            key: "waiting",
            title: t("earnings.waiting"),
            isNumber: true,
            cell: (row) => <Money amount={row.waiting.amount} />,
          },
          {
            key: "paid",
            title: t("earnings.paid"),
            isNumber: true,
            cell: (row) => <Money amount={row.paid.amount} />,
          },
        ]}
      />
    </Card>
  );
}

/** Payouts one is in, the newest first; nothing before the first. */
export function OwnPayouts() {
  const { t, number } = useI18n();
  const [page, setPage] = useState(1);
  const payouts = useQuery(apiQuery(PAYOUTS, { params: { query: { page } } }));
  if (!payouts.data?.count) return null;
  return (
    <PagedQuery of={payouts} page={page} onPage={setPage}>
      {(rows) => (
        <Card title={t("earnings.payouts")} note={t("earnings.payoutsNote")} isFlush>
          <DataTable
            isStackable
            caption={t("earnings.payouts")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "when",
                title: t("earnings.recorded"),
                isRowHeader: true,
                cell: (row) => <Moment iso={row.made_at} />,
              },
              {
                key: "organisation",
                title: t("earnings.organisation"),
                cell: (row) =>
                  [row.organisation_name, row.project_name].filter(Boolean).join(" · "),
              },
              {
                key: "reference",
                title: t("earnings.reference"),
                cell: (row) => row.reference || "–",
              },
              {
                key: "tasks",
                title: t("earnings.number"),
                isNumber: true,
                cell: (row) => number(row.task_count),
              },
              {
                key: "sum",
                title: t("earnings.paid"),
                isNumber: true,
                cell: (row) => <Money amount={row.amount} />,
              },
            ]}
          />
        </Card>
      )}
    </PagedQuery>
  );
}
