import { Card, IntervalList, SchemaSwatch, useI18n } from "@/panels/shared";
import type { SkillDetail } from "./types";

interface LabelSkillCardProps {
  labels: SkillDetail["labels"];
  passMark: number;
}

/** Label by label, how many of the objects in known answers a person found and called right. */
export function LabelSkillCard({ labels, passMark }: LabelSkillCardProps) {
  const { t } = useI18n();
  return (
    <Card title={t("skill.byLabel")} note={t("skill.byLabelWhat")}>
      <IntervalList
        title={t("skill.byLabel")}
        target={passMark}
        rows={labels.map(({ key, name, color, share, ...counts }) => {
          const { value, lower, upper } = share;
          const isKnown = value !== null && lower !== null && upper !== null;
          const found = t("skill.found", { right: counts.right_count, seen: counts.seen_count });
          const spurious =
            counts.spurious_count === 0 ? "" : t("skill.spurious", { n: counts.spurious_count });
          return {
            key,
            name,
            mark: <SchemaSwatch color={color} />,
            estimate: isKnown ? { value, lower, upper, count: counts.seen_count } : null,
            why: `${found}${spurious}. ${share.undefined_reason ?? ""}`,
            count: `${found}${spurious}`,
          };
        })}
      />
    </Card>
  );
}
