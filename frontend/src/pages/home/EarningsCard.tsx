import type { ReactNode } from "react";
import { Card, Figure, Figures, Money, useI18n } from "@/panels/shared";
import type { Feed } from "./feed";

interface EarningsCardProps {
  feed: Feed;
  /** The way to every task, where they are not below. */
  action?: ReactNode;
}

/** What the person's tasks have earned, today and in all. */
export function EarningsCard({ feed: { today, total }, action }: EarningsCardProps) {
  const { t } = useI18n();
  return (
    <Card title={t("home.earnings")} action={action}>
      <Figures>
        <Figure
          label={t("home.today")}
          value={<Money amount={today} />}
          note={t("home.tasks", { n: today.task_count })}
        />
        <Figure
          label={t("home.total")}
          value={<Money amount={total} />}
          note={t("home.tasks", { n: total.task_count })}
        />
      </Figures>
    </Card>
  );
}
