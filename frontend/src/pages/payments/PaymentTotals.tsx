import { Card, Figure, Figures, Money, useI18n } from "@/panels/shared";
import { PARTS, type Total } from "./period";

/** The sums of all people, a card a currency; nothing where there is nothing. */
export function PaymentTotals({ totals }: { totals: readonly Total[] }) {
  const { t } = useI18n();
  const note = (total: Total, part: (typeof PARTS)[number][0]) => {
    const tasks = t("payments.tasks", { n: total[part].task_count });
    return part === "due" ? `${tasks} · ${t("payments.people", { n: total.people_count })}` : tasks;
  };
  return totals.map((total) => {
    const { currency } = total.due.amount;
    return (
      <Card key={currency} title={t("payments.sums", { currency })}>
        <Figures>
          {PARTS.map(([part, title]) => (
            <Figure
              key={part}
              label={t(title)}
              value={<Money amount={total[part].amount} />}
              note={note(total, part)}
            />
          ))}
        </Figures>
      </Card>
    );
  });
}
