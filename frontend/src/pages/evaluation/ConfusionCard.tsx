import { Card, ConfusionTable, SchemaSwatch, useI18n } from "@/panels/shared";
import { type Chosen, placeOf, ratesOf } from "./counts";
import type { ShapesReport } from "./types";

interface ConfusionCardProps {
  report: ShapesReport;
  chosen: Chosen;
}

/** What is taken for what, background among them, at the chosen confidence. */
export function ConfusionCard({ report, chosen }: ConfusionCardProps) {
  const { t, number } = useI18n();
  const { confusion } = report;
  const place = placeOf(confusion.confidences, report.confidences[chosen.confidence] ?? 0);
  const counts = confusion.counts[place] ?? [];
  return (
    <Card
      title={t("evaluation.confusion")}
      note={t("evaluation.at", {
        iou: number(confusion.iou, 2),
        confidence: number(confusion.confidences[place] ?? 0, 2),
      })}
    >
      <ConfusionTable
        title={t("evaluation.confusion")}
        classes={[
          ...report.labels.map(({ key, name, color }) => ({
            key: `label ${key}`,
            name,
            mark: <SchemaSwatch color={color} />,
          })),
          { key: "background", name: t("evaluation.background") },
        ]}
        rates={ratesOf(counts)}
        counts={counts}
      />
    </Card>
  );
}
