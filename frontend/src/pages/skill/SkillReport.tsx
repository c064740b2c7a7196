import { Card, CardGrid, Section, SeriesPlot, useI18n } from "@/panels/shared";
import { DriftCard } from "./DriftCard";
import { CarefulCard, DrawingCard } from "./DrawingCard";
import { LabelSkillCard } from "./LabelSkillCard";
import { PartCards } from "./PartCards";
import { SpeedCard } from "./SpeedCard";
import { VerdictsCard } from "./VerdictsCard";
import type { SkillDetail } from "./types";

interface SkillReportProps {
  detail: SkillDetail;
  passMark: number;
}

/** Skill over time, drift, speed, and what a person calls each class. */
export function SkillReport({ detail, passMark }: SkillReportProps) {
  const { t } = useI18n();
  return (
    <>
      <CardGrid columns="1fr 1fr 1fr">
        <SkillOverTime points={detail.skill_over_time} passMark={passMark} />
        <DriftCard drift={detail.drift} />
        <SpeedCard speed={detail.speed} />
      </CardGrid>
      {detail.drawing !== null && <DrawingCard drawing={detail.drawing} />}
      {detail.numbers.length > 0 && <CarefulCard numbers={detail.numbers} />}
      {detail.labels.length > 0 && <LabelSkillCard labels={detail.labels} passMark={passMark} />}
      {detail.verdicts !== null && <VerdictsCard verdicts={detail.verdicts} />}
      {detail.parts.map((part) => (
        <Section key={part.key} title={part.kind === "labels" ? t("skill.labels") : part.name}>
          <PartCards part={part} currency={detail.currency} />
        </Section>
      ))}
    </>
  );
}

interface SkillOverTimeProps {
  points: SkillDetail["skill_over_time"];
  passMark: number;
}

function SkillOverTime({ points, passMark }: SkillOverTimeProps) {
  const { t } = useI18n();
  return (
    <Card title={t("skill.overTime")} note={t("skill.overTimeWhat")}>
      {points.length === 0 ? (
        <p>{t("skill.noChecks")}</p>
      ) : (
        <SeriesPlot
          title={t("skill.overTimePlot")}
          up={t("skill.right")}
          points={points.map(({ on, mean, lower, upper }) => ({
            at: on,
            value: mean,
            lower,
            upper,
          }))}
          limit={{ value: passMark, name: t("skill.needed") }}
          domain={[0, 1]}
        />
      )}
    </Card>
  );
}
