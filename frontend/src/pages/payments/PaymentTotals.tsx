import { Card, Figure, Figures, Money, useI18n } from "@/panels/shared";
import type { Total } from "./period";

/** The sums of all people, a card a currency; nothing where there is nothing. */
export function PaymentTotals({ totals }: { totals: readonly Total[] }) {
  const { t } = useI18n();
  return totals.map(({ due, waiting, paid, rejected, people_count: people }) => (
    <Card key={due.amount.currency} title={t("payments.sums", { currency: due.amount.currency })}>
      <Figures>
        <Figure
          label={t("payments.due")}
          value={<Money amount={due.amount} />}
          note={`${t("payments.tasks", { n: due.task_count })} · ${t("payments.people", { n: people })}`}
        />
        <Figure
          label={t("payments.waiting")}
          value={<Money amount={waiting.amount} />}
          note={t("payments.tasks", { n: waiting.task_count })}
        />
        <Figure
          label={t("payments.paid")}
          value={<Money amount={paid.amount} />}
          note={t("payments.tasks", { n: paid.task_count })}
        />
        <Figure
          label={t("payments.rejected")}
          value={<Money amount={rejected.amount} />}
          note={t("payments.tasks", { n: rejected.task_count })}
        />
      </Figures>
    </Card>
  ));
}
