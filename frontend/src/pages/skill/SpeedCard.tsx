import { Card, Duration, Figure, Figures, useI18n } from "@/panels/shared";
import type { SkillDetail } from "./types";

/** Seconds an object, beside the crowd's middle half. Speed alone never limits anybody. */
export function SpeedCard({ speed }: { speed: SkillDetail["speed"] }) {
  const { t, duration, number } = useI18n();
  const { crowd_lower_seconds: lower, crowd_upper_seconds: upper } = speed;
  return (
    <Card title={t("skill.speed")} note={t("skill.speedWhat")}>
      {speed.median_seconds === null ? (
        <p>{speed.robust_z.undefined_reason}</p>
      ) : (
        <Figures>
          <Figure
            label={t("skill.anObject")}
            value={<Duration seconds={speed.median_seconds} />}
            {...(lower === null || upper === null
              ? {}
              : {
                  note: t("skill.middleHalf", {
                    lower: duration(lower),
                    upper: duration(upper),
                  }),
                })}
          />
          <Figure
            label={t("skill.fromMiddle")}
            value={speed.robust_z.value === null ? "–" : number(speed.robust_z.value, 1)}
            note={speed.robust_z.undefined_reason ?? t("skill.farFaster")}
          />
        </Figures>
      )}
    </Card>
  );
}
