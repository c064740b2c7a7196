import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Figures, useI18n } from "@/panels/shared";
import { type Chosen, countsAt, f1Of, precisionOf, recallOf, totalOf } from "./counts";
import { Measure } from "./Measure";
import type { ShapesReport } from "./types";
import { FIGURE_NAMES } from "./words";

/** A slider rests so long before its intervals are asked for. */
const REST_MS = 150;

interface ChosenFiguresProps {
  evaluationId: number;
  report: ShapesReport;
  chosen: Chosen;
}

/** F1, precision and recall where the sliders stand: at once, and soon with their intervals. */
export function ChosenFigures({ evaluationId, report, chosen }: ChosenFiguresProps) {
  const { t } = useI18n();
  const [rested] = useDebouncedValue(chosen, REST_MS);
  const isAt = rested.iou === chosen.iou && rested.confidence === chosen.confidence;
  const drawn = useQuery(
    apiQuery("/api/v1/evaluations/{evaluation_id}/figures", {
      params: {
        path: { evaluation_id: evaluationId },
        query: {
          iou: report.ious[rested.iou] ?? 0,
          confidence: report.confidences[rested.confidence] ?? 0,
        },
      },
    }),
  );
  const total = totalOf(countsAt(report.by_label, chosen));
  return (
    <Figures>
      {FIGURES.map(({ key, of }) => {
        const found = isAt ? drawn.data?.[key] : undefined;
        const bounds = { lower: found?.lower ?? null, upper: found?.upper ?? null };
        const figure = { value: of(total), undefined_reason: found?.undefined_reason ?? null };
        return (
          <Measure
            key={key}
            label={t(FIGURE_NAMES[key])}
            of={{ ...figure, ...bounds }}
            note={noteOf(found !== undefined, drawn.isError)}
          />
        );
      })}
    </Figures>
  );

  function noteOf(isHere: boolean, hasFailed: boolean) {
    if (hasFailed) return t("evaluation.noBounds");
    return isHere ? t("evaluation.tooFew") : t("evaluation.drawing");
  }
}

const FIGURES = [
  { key: "f1", of: f1Of },
  { key: "precision", of: precisionOf },
  { key: "recall", of: recallOf },
] as const;
