import { Card, useI18n } from "@/panels/shared";
import { CalibrationPlot } from "./CalibrationPlot";
import type { Calibration } from "./types";

interface CalibrationCardProps {
  calibration: Calibration;
  note: string;
  /** Names the plot to a screen reader. */
  title: string;
  /** What stands along the vertical axis. */
  up: string;
}

/** How often what was said with a confidence was right. */
export function CalibrationCard({ calibration, note, title, up }: CalibrationCardProps) {
  const { t } = useI18n();
  return (
    <Card title={t("report.calibration")} note={note}>
      <CalibrationPlot
        calibration={calibration}
        title={title}
        across={t("report.confidence")}
        up={up}
      />
    </Card>
  );
}
