import { Anchor, Button } from "@mantine/core";
import { IconCoins } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PagedQuery, PageHeader, useI18n } from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { PayDialog } from "./PayDialog";
import { PaymentTable } from "./PaymentTable";
import { PaymentTotals } from "./PaymentTotals";
import classes from "./Payments.module.css";
import { PayoutsCard } from "./PayoutsCard";
import { boundsOf, PAYMENTS, type Period, tableOf } from "./period";
import { PeriodFields } from "./PeriodFields";

/** What the organisation owes people, and what it has paid them. */
export default function PaymentsPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [period, setPeriod] = useState<Period>({ since: "", until: "", project: null });
  const [page, setPage] = useState(1);
  const [isPaying, setPaying] = useState(false);
  const bounds = boundsOf(period);
  const payments = useQuery(
    apiQuery(PAYMENTS, {
      params: { path: { organisation_id: organisationId }, query: { ...bounds, page } },
    }),
  );
  const totals = payments.data?.totals ?? [];
  const due = totals.filter((one) => one.due.amount.amount_minor > 0);
  const canPay = due.length > 0 && !payments.isPlaceholderData && !payments.isError;
  return (
    <Page>
      <PageHeader
        title={t("payments.title")}
        note={t("payments.note")}
        actions={
          canPay && (
            <Button variant="filled" onClick={() => setPaying(true)}>
              {t("payments.pay")}
            </Button>
          )
        }
      />
      <PeriodFields
        organisationId={organisationId}
        period={period}
        onChange={(next) => {
          setPeriod(next);
          setPage(1);
        }}
      />
      <PaymentTotals totals={totals} />
      <PagedQuery
        of={payments}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconCoins} title={t("payments.emptyTitle")}>
            {t("payments.empty")}
          </EmptyState>
        }
      >
        {(rows) => (
          <>
            <p className={classes.note}>
              <Anchor href={tableOf(organisationId, bounds)} download inherit>
                {t("payments.asTable")}
              </Anchor>
            </p>
            <PaymentTable rows={rows} />
          </>
        )}
      </PagedQuery>
      <PayoutsCard organisationId={organisationId} />
      {isPaying && (
        <PayDialog
          organisationId={organisationId}
          period={period}
          due={due}
          dueSha256={payments.data?.due_sha256 ?? ""}
          onClose={() => setPaying(false)}
        />
      )}
    </Page>
  );
}
