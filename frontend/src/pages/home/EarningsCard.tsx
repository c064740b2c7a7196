import { Card, Figure, Figures, Money, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import type { Feed } from "./feed";

/** What the person's tasks have earned, today and in all. */
export function EarningsCard({ feed: { today, total } }: { feed: Feed }) {
  const { t } = useI18n();
  return (
    <Card title={t("home.earnings")} action={<Link to="/earnings">{t("home.seeAll")}</Link>}>
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
