import { Callout, ReliabilityPlot, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import type { Calibration, Measured } from "./types";
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
          <ErrorWords before={calibration.error_before} after={calibration.error_after} />{" "}
          {t("report.paleBefore")}
        </p>
      )}
    </>
  );
}

function ErrorWords({ before, after }: { before: Measured; after: Measured }) {
  const { t, number } = useI18n();
  if (before.value === null || after.value === null) return after.undefined_reason;
  return t("report.errorWords", { before: number(before.value, 2), after: number(after.value, 2) });
}
