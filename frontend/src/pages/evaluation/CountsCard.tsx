import { Card, DataTable, SchemaSwatch, useI18n } from "@/panels/shared";
import { Choice } from "./Choice";
import { ChosenFigures } from "./ChosenFigures";
import { type Chosen, type Counts, countsAt, f1Of, precisionOf, recallOf, totalOf } from "./counts";
import classes from "./Evaluation.module.css";
import type { ShapesReport } from "./types";
import { COUNT_NAMES, FIGURE_NAMES, SIZE_NAMES } from "./words";

interface CountsCardProps {
  evaluationId: number;
  report: ShapesReport;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

interface CountRow {
  readonly key: string;
  readonly name: string;
  readonly color?: string;
  readonly counts: Counts;
}

/** Hits, errors and misses by label and size, at the overlap and confidence of two sliders. */
export function CountsCard({ evaluationId, report, chosen, onChoose }: CountsCardProps) {
  const { t, number } = useI18n();
  const byLabel = countsAt(report.by_label, chosen);
  const bySize = countsAt(report.by_size, chosen);
  const rows: CountRow[] = [
    { key: "*", name: t("evaluation.allLabels"), counts: totalOf(byLabel) },
    ...report.labels.map(({ key, name, color }, index) => ({
      key: `label ${key}`,
      name,
      color,
      counts: byLabel[index] ?? totalOf([]),
    })),
    ...report.by_size.sizes.map((size, index) => ({
      key: `size ${size}`,
      name: t(SIZE_NAMES[size] ?? size),
      counts: bySize[index] ?? totalOf([]),
    })),
  ];
  return (
    <Card title={t("evaluation.counts")} note={t("evaluation.countsNote")}>
      <div className={classes.sliders}>
        <Choice
          label={t("evaluation.iou")}
          grid={report.ious}
          place={chosen.iou}
          onPlace={(iou) => onChoose({ ...chosen, iou })}
        />
        {report.has_scores && (
          <Choice
            label={t("evaluation.confidence")}
            grid={report.confidences}
            place={chosen.confidence}
            onPlace={(confidence) => onChoose({ ...chosen, confidence })}
          />
        )}
      </div>
      <ChosenFigures evaluationId={evaluationId} report={report} chosen={chosen} />
      <DataTable
        caption={t("evaluation.counts")}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "name",
            title: t("evaluation.label"),
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.color !== undefined && <SchemaSwatch color={row.color} />} {row.name}
              </>
            ),
          },
          ...(["hits", "errors", "misses"] as const).map((key) => ({
            key,
            title: t(COUNT_NAMES[key]),
            isNumber: true,
            cell: (row: CountRow) => number(row.counts[key]),
          })),
          ...FIGURES.map(({ key, of }) => ({
            key,
            title: t(FIGURE_NAMES[key]),
            isNumber: true,
            cell: (row: CountRow) => {
              const value = of(row.counts);
              return value === null ? "–" : number(value, 2);
            },
          })),
        ]}
      />
      <p className={classes.note}>{t("evaluation.noNegatives")}</p>
    </Card>
  );
}

const FIGURES = [
  { key: "precision", of: precisionOf },
  { key: "recall", of: recallOf },
  { key: "f1", of: f1Of },
] as const;
