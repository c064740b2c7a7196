import { Card, Figure, Figures, Moment, StatusBadge, useI18n } from "@/panels/shared";
import { Plan } from "./Plan";
import type { Report } from "./types";

/** Which fit this is, of how many answers, and what it was made by. */
export function RunLine({ report }: { report: Report }) {
  const { t, number } = useI18n();
  const { run, counts, is_calibrated: isCalibrated } = report;
  if (run === null) return null;
  return (
    <Card
      title={t("report.run", { n: run.id })}
      note={run.finished_at !== null && <Moment iso={run.finished_at} />}
      action={
        <>
          <StatusBadge tone={run.is_provisional ? "caution" : "good"}>
            {t(run.is_provisional ? "report.provisional" : "report.published")}
          </StatusBadge>{" "}
          <StatusBadge tone={isCalibrated ? "good" : "caution"}>
            {t(isCalibrated ? "report.calibrated" : "report.uncalibrated")}
          </StatusBadge>
        </>
      }
    >
      <Figures>
        <Figure
          label={t("report.items")}
          value={number(counts.task_count)}
          note={t("report.itemsNote", {
            resolved: counts.resolved_count,
            disputed: counts.disputed_count,
          })}
        />
        <Figure
          label={t("report.answers")}
          value={number(counts.submission_count)}
          note={t("report.byPeople", { n: counts.annotator_count })}
        />
        <Figure
          label={t("report.gold")}
          value={number(counts.gold_count)}
          note={t("report.goldNote")}
        />
      </Figures>
      <Plan parameters={run.parameters} inputsSha256={run.inputs_sha256} />
    </Card>
  );
}
