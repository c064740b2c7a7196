import { CardGrid, Section, useI18n } from "@/panels/shared";
import { CalibrationCard } from "./CalibrationCard";
import { MethodCard } from "./MethodCard";
import { PartConfusion } from "./PartConfusion";
import classes from "./Report.module.css";
import type { Part } from "./types";

/** Of the labels of shapes, or of one question: method, calibration, confusion. */
export function PartSection({ part }: { part: Part }) {
  const { t } = useI18n();
  return (
    <Section title={part.kind === "labels" ? t("report.labels") : part.name}>
      <PartCards part={part} />
    </Section>
  );
}

/** The cards of one part. */
export function PartCards({ part }: { part: Part }) {
  const { t } = useI18n();
  return (
    <CardGrid columns="3fr 4fr">
      <div className={classes.whole}>
        <MethodCard part={part} />
      </div>
      <CalibrationCard
        calibration={part.calibration}
        note={t("report.calibrationWhat")}
        title={t("report.classPlot", { name: part.name })}
        up={t("report.rightOnGold")}
      />
      <PartConfusion part={part} />
    </CardGrid>
  );
}
