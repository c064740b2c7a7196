import { useI18n } from "@/panels/shared";
import classes from "./Consensus.module.css";
import type { Result } from "./TaskPage";

/** Whether the figures were checked against gold, and on how much. */
export function Trust({ result }: { result: Result }) {
  const { t } = useI18n();
  const { shapes, answers } = result.confidence;
  const all = [
    ...Object.values(shapes).flatMap(({ calibration }) => [
      calibration?.exists,
      calibration?.class,
    ]),
    ...Object.values(answers).map(({ calibration }) => calibration),
  ].filter((one) => one !== undefined);
  const gold = all.filter((one) => one.is_calibrated).map((one) => one.gold_count);
  return (
    <p className={classes.who}>
      {gold.length === 0
        ? t("consensus.uncalibrated")
        : t(gold.length === all.length ? "consensus.calibrated" : "consensus.partlyCalibrated", {
            n: Math.min(...gold),
          })}
    </p>
  );
}
