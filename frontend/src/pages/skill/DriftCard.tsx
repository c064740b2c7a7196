import { Card, Moment, SeriesPlot, StatusBadge, type Tone, useI18n } from "@/panels/shared";
import type { SkillDetail } from "./types";

const STATES: Readonly<Record<string, { tone: Tone; text: string }>> = {
  steady: { tone: "good", text: "skill.steady" },
  worse: { tone: "caution", text: "skill.worse" },
  unknown: { tone: "quiet", text: "skill.unknown" },
};

/** How a person's work has changed, in one word. */
export function DriftBadge({ state }: { state: string }) {
  const { t } = useI18n();
  const { tone, text } = STATES[state] ?? { tone: "quiet", text: "skill.unknown" };
  return <StatusBadge tone={tone}>{t(text)}</StatusBadge>;
}

/** The sum of bad news over time; over the dotted line it is no chance any more. */
export function DriftCard({ drift }: { drift: SkillDetail["drift"] }) {
  const { t } = useI18n();
  return (
    <Card
      title={t("skill.drift")}
      note={t("skill.driftWhat")}
      action={<DriftBadge state={drift.state} />}
    >
      {drift.undefined_reason !== null && <p>{drift.undefined_reason}</p>}
      {drift.series.length > 0 && (
        <SeriesPlot
          title={t("skill.driftPlot")}
          up={t("skill.badNews")}
          points={drift.series}
          {...(drift.threshold === null
            ? {}
            : { limit: { value: drift.threshold, name: t("skill.limit") } })}
        />
      )}
      {drift.began_at !== null && (
        <p>
          {t("skill.began")} <Moment iso={drift.began_at} />
        </p>
      )}
    </Card>
  );
}
