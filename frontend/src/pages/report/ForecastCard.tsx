import { Card, Figure, Figures, useI18n } from "@/panels/shared";
import type { Report } from "./types";

/** How many answers it still takes until everything is as sure as the project asks. */
export function ForecastCard({ forecast }: { forecast: Report["forecast"] }) {
  const { t, number } = useI18n();
  const { labels_needed: needed } = forecast;
  return (
    <Card title={t("report.forecast")} note={t("report.forecastWhat")}>
      {needed.value === null ? (
        <p>{needed.undefined_reason}</p>
      ) : (
        <Figures>
          <Figure
            label={t("report.answersNeeded")}
            value={number(Math.round(needed.value))}
            note={
              needed.lower !== null &&
              needed.upper !== null &&
              t("report.likely", {
                lower: Math.round(needed.lower),
                upper: Math.round(needed.upper),
              })
            }
          />
          <Figure label={t("report.openItems")} value={number(forecast.open_task_count)} />
          <Figure
            label={t("report.unsureItems")}
            value={number(forecast.unsure_task_count)}
            note={t("report.under", { target: number(forecast.target_confidence, 2) })}
          />
        </Figures>
      )}
    </Card>
  );
}
