import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, DataTable, Moment, Money, PagedQuery, useI18n } from "@/panels/shared";
import classes from "./Payments.module.css";
import { PAYOUTS, type Payout } from "./period";
import { PeriodWords } from "./PeriodWords";

/** What was paid, the newest first, each with its table. */
export function PayoutsCard({ organisationId }: { organisationId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const payouts = useQuery(
    apiQuery(PAYOUTS, { params: { path: { organisation_id: organisationId }, query: { page } } }),
  );
  return (
    <PagedQuery of={payouts} page={page} onPage={setPage}>
      {(rows) => (
        <Card title={t("payments.payouts")} note={t("payments.payoutsNote")} isFlush>
          {rows.length > 0 && <PayoutTable rows={rows} organisationId={organisationId} />}
        </Card>
      )}
    </PagedQuery>
  );
}

interface PayoutTableProps {
  rows: readonly Payout[];
  organisationId: number;
}

function PayoutTable({ rows, organisationId }: PayoutTableProps) {
  const { t, moment } = useI18n();
  return (
    <DataTable
      isStackable
      caption={t("payments.payouts")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "when",
          title: t("payments.recorded"),
          isRowHeader: true,
          cell: (row) => (
            <>
              <Moment iso={row.made_at} />
              <span className={classes.count}>{row.made_by}</span>
            </>
          ),
        },
        {
          key: "period",
          title: t("payments.period"),
          cell: (row) => (
            <>
              <PeriodWords since={row.since} until={row.until} />
              <span className={classes.count}>{row.project_name || t("payments.allProjects")}</span>
            </>
          ),
        },
        {
          key: "reference",
          title: t("payments.reference"),
          cell: (row) => <div className={classes.name}>{row.reference || "–"}</div>,
        },
        {
          key: "sum",
          title: t("payments.paid"),
          isNumber: true,
          cell: (row) => row.sums.map((sum) => <Sum key={sum.amount.currency} of={sum} />),
        },
        {
          key: "table",
          title: "",
          cell: (row) => (
            <Anchor
              href={`/api/v1/organisations/${organisationId}/payouts/${row.id}.csv`}
              aria-label={t("payments.csvOf", { when: moment(row.made_at) })}
              download
              inherit
            >
              {t("payments.csv")}
            </Anchor>
          ),
        },
      ]}
    />
  );
}

function Sum({ of }: { of: Payout["sums"][number] }) {
  const { t } = useI18n();
  return (
    <div>
      <Money amount={of.amount} />
      <span className={classes.count}>
        {t("payments.tasks", { n: of.task_count })} · {t("payments.people", { n: of.people_count })}
      </span>
    </div>
  );
}
