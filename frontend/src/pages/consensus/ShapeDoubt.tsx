import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { IntervalList, type IntervalRow, useI18n } from "@/panels/shared";
import { REPORT, type Calibration } from "@/pages/report/types";
import { estimateAt } from "./intervals";
import side from "./Side.module.css";
import type { Targets } from "./targets";
import type { Result } from "./TaskPage";

interface ShapeDoubtProps {
  sure: Result["confidence"]["shapes"][string];
  projectId: number;
  targets: Targets;
}

/** Where nothing is calibrated, that is said once for all figures. */
function isChecked({ calibration }: ShapeDoubtProps["sure"]): boolean {
  return calibration !== undefined && Object.values(calibration).some((one) => one.is_calibrated);
}

/** The three figures of a shape, each with what gold of such a figure came to. */
export function ShapeDoubt({ sure, projectId, targets }: ShapeDoubtProps) {
  const { t } = useI18n();
  const { data } = useQuery(apiQuery(REPORT, { params: { path: { project_id: projectId } } }));
  if (data === undefined || !isChecked(sure)) return null;
  const rowOf = (
    key: string,
    value: number,
    calibration: Calibration | undefined,
    target: number,
  ): IntervalRow => {
    const isKnown = calibration?.is_calibrated === true;
    const estimate = isKnown ? estimateAt(calibration.curve, value) : null;
    const why = t(isKnown ? "consensus.noGoldThere" : "consensus.notCheckedOnGold");
    return { key, name: t(`consensus.${key}`), estimate, why, target };
  };
  const labels = data.parts.find(({ kind }) => kind === "labels");
  const rows = [
    rowOf("exists", sure.exists, data.shapes?.exists, targets.confidence),
    rowOf("class", sure.class, labels?.calibration, targets.confidence),
    ...(sure.expected_iou === null
      ? []
      : [rowOf("iou", sure.expected_iou, data.shapes?.expected_iou, targets.iou)]),
  ];
  return (
    <div className={side.scroll}>
      <IntervalList title={t("consensus.doubtTitle")} rows={rows} />
    </div>
  );
}
