import { useState } from "react";
import { Card, CurvePlot, DataTable, SelectField, useI18n } from "@/panels/shared";
import classes from "./Evaluation.module.css";
import type { Measured, ShapesReport } from "./types";
import { FIGURE_NAMES } from "./words";

/** Precision by recall of one label, and AP of all. */
export function CurveCard({ report }: { report: ShapesReport }) {
  const { t, number } = useI18n();
  const [chosen, setChosen] = useState(report.labels[0]?.key ?? "");
  const place = report.labels.findIndex(({ key }) => key === chosen);
  const curve = report.curves.by_label?.[place] ?? null;
  const points = (values: readonly number[]) =>
    values.map((y, index) => ({ x: report.curves.recalls[index] ?? 0, y }));
  const words = ({ value }: Measured) => (value === null ? "–" : number(value, 2));
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
          rows={report.labels.map((label, index) => ({ label, aps: report.ap_by_label[index] }))}
          rowKey={({ label }) => label.key}
          columns={[
            {
              key: "name",
              title: t("evaluation.label"),
              isRowHeader: true,
              cell: ({ label }) => label.name,
            },
            ...(["ap", "ap50", "ap75", "ar"] as const).map((key) => ({
              key,
              title: t(FIGURE_NAMES[key]),
              isNumber: true,
              cell: ({ aps }: { aps: ShapesReport["ap_by_label"][number] | undefined }) =>
                aps === undefined ? "–" : words(aps[key]),
            })),
          ]}
        />
      </div>
    </Card>
  );
}
