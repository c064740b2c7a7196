import { useState } from "react";
import { Card, CurvePlot, DataTable, SelectField, useI18n } from "@/panels/shared";
import classes from "./Evaluation.module.css";
import type { Measured, ShapesReport } from "./types";
import { FIGURE_NAMES, SIZE_NAMES } from "./words";

/** Precision by recall of one label, and AP of all. */
export function CurveCard({ report }: { report: ShapesReport }) {
  const { t, number } = useI18n();
  const [chosen, setChosen] = useState(report.labels[0]?.key ?? "");
  const place = report.labels.findIndex(({ key }) => key === chosen);
  const curve = report.curves.by_label?.[place] ?? null;
  const points = (values: readonly number[]) =>
    values.map((y, index) => ({ x: report.curves.recalls[index] ?? 0, y }));
  const words = (found: Measured | undefined) =>
    found?.value == null ? "–" : number(found.value, 2);
  const name = report.labels[place]?.name ?? "";
  return (
    <Card title={t("evaluation.curves")} note={t("evaluation.curvesNote")}>
      {report.labels.length > 1 && (
        <SelectField
          label={t("evaluation.label")}
          value={chosen}
          onChange={(value) => setChosen(value ?? "")}
          data={report.labels.map(({ key, name: label }) => ({ value: key, label }))}
        />
      )}
      <div className={classes.curve}>
        <div>
          {curve === null ? (
            <p>{report.has_scores ? t("evaluation.nothingToFind") : t("evaluation.noScores")}</p>
          ) : (
            <CurvePlot
              title={t("evaluation.curveOf", { name })}
              points={points(curve["50"])}
              second={{ points: points(curve["75"]), name: t("evaluation.curve75") }}
              across={t("evaluation.recall")}
              up={t("evaluation.precision")}
            />
          )}
        </div>
        <DataTable
          caption={t("evaluation.apByLabel")}
          rows={rowsOf(report, (size) => t(SIZE_NAMES[size] ?? size))}
          rowKey={(row) => row.key}
          columns={[
            {
              key: "name",
              title: t("evaluation.label"),
              isRowHeader: true,
              cell: (row) => row.name,
            },
            ...(["ap", "ap50", "ap75", "ar"] as const).map((key) => ({
              key,
              title: t(FIGURE_NAMES[key]),
              isNumber: true,
              cell: (row: FigureRow) => words(row[key]),
            })),
            ...(report.panoptic === null
              ? []
              : [
                  {
                    key: "pq",
                    title: t("evaluation.pq"),
                    isNumber: true,
                    cell: (row: FigureRow) => words(row.pq),
                  },
                ]),
          ]}
        />
      </div>
    </Card>
  );
}

/** The figures of a label or of a size; of sizes there is no curve of one overlap, and no PQ. */
interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly ap?: Measured;
  readonly ap50?: Measured;
  readonly ap75?: Measured;
  readonly ar?: Measured;
  readonly pq?: Measured;
}

function rowsOf(report: ShapesReport, nameOf: (size: string) => string): FigureRow[] {
  const labels = report.labels.map(({ key, name }, index) => ({
    ...report.ap_by_label[index],
    pq: report.panoptic?.by_label[index]?.pq,
    key: `label ${key}`,
    name,
  }));
  // The database keeps no order of keys.
  const sizes = report.by_size.sizes.flatMap((size) => {
    const aps = report.ap_by_size[size];
    return aps === undefined ? [] : [{ ...aps, key: `size ${size}`, name: nameOf(size) }];
  });
  return [...labels, ...sizes];
}
