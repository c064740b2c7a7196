import { Callout, ReliabilityPlot, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import type { Calibration } from "./types";
import { CALIBRATIONS } from "./words";

interface CalibrationPlotProps {
  calibration: Calibration;
  title: string;
  across: string;
  up: string;
}

/** Whether a confidence means what it says, checked on gold; or plainly that nobody knows. */
export function CalibrationPlot({ calibration, ...words }: CalibrationPlotProps) {
  const { t } = useI18n();
  const { curve, curve_before: before } = calibration;
  return (
    <>
      {!calibration.is_calibrated && (
        <Callout tone="caution" title={t("report.uncalibrated")}>
          {calibration.reason}
        </Callout>
      )}
      {(curve.length > 0 || before.length > 0) && (
        <ReliabilityPlot
          {...words}
          bins={curve.length > 0 ? curve : before}
          before={curve.length > 0 ? before : []}
        />
      )}
      {calibration.is_calibrated && (
        <p className={classes.note}>
          {t("report.calibratedBy", {
            kind: t(CALIBRATIONS[calibration.kind] ?? calibration.kind),
            n: calibration.gold_count,
          })}{" "}
          <ErrorWords calibration={calibration} /> {t("report.paleBefore")}
        </p>
      )}
    </>
  );
}

/** With fewer gold answers the two errors differ by chance (docs/decisions/0010). */
const ENOUGH_TO_TELL = 200;

function ErrorWords({ calibration }: { calibration: Calibration }) {
  const { t, number } = useI18n();
  const before = calibration.error_before.value;
  const { value: after, undefined_reason: reason } = calibration.error_after;
  if (before === null || after === null) return reason;
  const words = t("report.errorWords", { before: number(before, 2), after: number(after, 2) });
  const isByChance = after > before && calibration.gold_count < ENOUGH_TO_TELL;
  return isByChance ? `${words} ${t("report.errorByChance")}` : words;
}
