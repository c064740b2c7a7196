import { Card, Figure, Figures, useI18n } from "@/panels/shared";
import { KnownFigure } from "./PartCards";
import type { SkillDetail } from "./types";

interface VerdictsCardProps {
  verdicts: NonNullable<SkillDetail["verdicts"]>;
}

/** What a person said of labels, beside what others decided of the same ones. */
export function VerdictsCard({ verdicts }: VerdictsCardProps) {
  const { t, number } = useI18n();
  const share = (part: number, whole: number) =>
    whole === 0 ? "–" : t("skill.ofLabels", { part: number(part), whole: number(whole) });
  const { right_count: right, wrong_count: wrong } = verdicts;
  const decided = right + wrong;
  return (
    <Card title={t("skill.verdicts")} note={t("skill.verdictsNote")}>
      <Figures>
        <KnownFigure label={t("skill.tells")} known={verdicts.discernment} />
        <Figure
          label={t("skill.rightAccepted")}
          value={share(verdicts.right_accepted_count, right)}
        />
        <Figure
          label={t("skill.wrongAccepted")}
          value={share(verdicts.wrong_accepted_count, wrong)}
        />
        <Figure
          label={t("skill.asDecided")}
          value={share(verdicts.as_decided_count, decided)}
          note={
            decided === 0
              ? t("skill.nobodyElse")
              : t("skill.oneWord", { share: share(verdicts.by_one_word_count, decided) })
          }
        />
        <Figure
          label={t("skill.accepted")}
          value={share(verdicts.accepted_count, verdicts.given_count)}
          note={t("skill.othersAccepted", {
            share: share(verdicts.others_accepted_count, verdicts.others_count),
          })}
        />
      </Figures>
      <p>{t("skill.verdictsWords")}</p>
    </Card>
  );
}
