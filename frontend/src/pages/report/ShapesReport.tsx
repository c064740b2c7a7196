import { Card, CardGrid, DataTable, Section, useI18n } from "@/panels/shared";
import { CalibrationPlot } from "./CalibrationPlot";
import type { ShapeReport } from "./types";
import { SHAPE_KINDS } from "./words";

/** When two shapes are one object, and what their existence and fit are worth. */
export function ShapesReport({ shapes }: { shapes: ShapeReport }) {
  const { t } = useI18n();
  return (
    <Section title={t("report.shapes")}>
      <CardGrid columns="1fr 1fr 1fr">
        <Thresholds kinds={shapes.kinds} />
        <Card title={t("report.exists")} note={t("report.existsWhat")}>
          <CalibrationPlot
            calibration={shapes.exists}
            title={t("report.existsPlot")}
            across={t("report.confidence")}
            up={t("report.rightOnGold")}
          />
        </Card>
        <Card title={t("report.fit")} note={t("report.fitWhat")}>
          <CalibrationPlot
            calibration={shapes.expected_iou}
            title={t("report.fitPlot")}
            across={t("report.expectedIou")}
            up={t("report.measuredIou")}
          />
        </Card>
      </CardGrid>
    </Section>
  );
}

function Thresholds({ kinds }: { kinds: ShapeReport["kinds"] }) {
  const { t, number } = useI18n();
  return (
    <Card title={t("report.thresholds")} note={t("report.thresholdsWhat")}>
      <DataTable
        caption={t("report.thresholdsWhat")}
        rows={kinds}
        rowKey={(row) => row.kind}
        columns={[
          {
            key: "kind",
            title: t("report.kind"),
            isRowHeader: true,
            cell: (row) => t(SHAPE_KINDS[row.kind] ?? row.kind),
          },
          {
            key: "threshold",
            title: t("report.threshold"),
            isNumber: true,
            cell: (row) => number(row.threshold, 2),
          },
          {
            key: "separation",
            title: t("report.separation"),
            isNumber: true,
            cell: ({ separation }) =>
              separation.value === null ? "–" : number(separation.value, 2),
          },
          {
            key: "pairs",
            title: t("report.pairs"),
            isNumber: true,
            cell: (row) => number(row.same_pairs + row.different_pairs),
          },
        ]}
      />
      {kinds.some((kind) => !kind.is_fitted) && <p>{t("report.notFitted")}</p>}
    </Card>
  );
}
