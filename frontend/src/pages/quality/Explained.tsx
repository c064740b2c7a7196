import { Card, Moment, useI18n } from "@/panels/shared";
import classes from "./Quality.module.css";
import type { OwnSkill } from "./OwnSkillPage";

/** Every number of the page in plain words: what it is, what it rests on, what would change it. */
export function Explained({ own }: { own: OwnSkill }) {
  const { t, number } = useI18n();
  const checks = own.skill?.check_count ?? 0;
  const last = own.skill_over_time.at(-1);
  const mark = number(own.pass_mark, 2);
  const rows = [
    {
      key: "skill",
      name: t("quality.skill"),
      what: t("quality.skillWhat"),
      from: checks === 0 ? t("quality.fromNone") : t("quality.fromChecks", { n: checks }),
      change: t("quality.skillChange", { mark }),
    },
    {
      key: "agreement",
      name: t("quality.agreement"),
      what: t("quality.agreementWhat"),
      from: fromAnswers(own.agreement.n),
      change: t("quality.agreementChange"),
    },
    {
      key: "bits",
      name: t("quality.bits"),
      what: t("quality.bitsWhat"),
      from: fromAnswers(own.information_bits.n),
      change: t("quality.bitsChange"),
    },
    {
      key: "spammer",
      name: t("quality.spammer"),
      what: t("quality.spammerWhat"),
      from: fromAnswers(own.spammer_score.n),
      change: t("quality.spammerChange"),
    },
    {
      key: "speed",
      name: t("quality.speed"),
      what: t("quality.speedWhat"),
      from: fromAnswers(own.speed.robust_z.n),
      change: t("quality.speedChange"),
    },
    {
      key: "drift",
      name: t("quality.drift"),
      what: t("quality.driftWhat"),
      from: fromAnswers(own.submission_count),
      change: t("quality.driftChange"),
    },
  ];
  if (own.drawing !== null) {
    const { finds, alarms, kinds } = own.drawing;
    const outlines = Math.max(0, ...kinds.map((one) => one.scatter.n ?? 0));
    rows.push(
      {
        key: "finds",
        name: t("skill.finds"),
        what: t("quality.findsWhat"),
        from: t("quality.fromObjects", { n: finds.n ?? 0 }),
        change: t("quality.findsChange"),
      },
      {
        key: "alarms",
        name: t("skill.alarms"),
        what: t("quality.alarmsWhat"),
        from: t("quality.fromShapes", { n: alarms.n ?? 0 }),
        change: t("quality.alarmsChange"),
      },
      {
        key: "outline",
        name: t("skill.outline"),
        what: t("quality.outlineWhat"),
        from: t("quality.fromShapes", { n: outlines }),
        change: t("quality.outlineChange"),
      },
    );
  }
  if (own.numbers.length > 0) {
    const most = Math.max(...own.numbers.map((one) => one.careful.n ?? 0));
    rows.push({
      key: "careful",
      name: t("skill.careful"),
      what: t("quality.carefulWhat"),
      from: fromAnswers(most),
      change: t("quality.carefulChange"),
    });
  }
  if (own.verdicts !== null) {
    rows.push({
      key: "verdicts",
      name: t("quality.verdicts"),
      what: t("quality.verdictsWhat"),
      from: t("quality.fromVerdicts", { n: own.verdicts.discernment.n ?? 0 }),
      change: t("quality.verdictsChange"),
    });
  }
  function fromAnswers(n: number | null) {
    return n === null || n === 0 ? t("quality.fromNothing") : t("quality.fromAnswers", { n });
  }
  return (
    <Card title={t("quality.explained")} note={t("quality.explainedNote")}>
      <dl className={classes.words}>
        {rows.map((row) => (
          <div key={row.key}>
            <dt>{row.name}</dt>
            <dd>
              {row.what} {row.from} {row.change}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("quality.moved")}</dt>
          <dd>
            {last === undefined ? (
              t("quality.movedNever")
            ) : (
              <>
                {t("quality.movedLast")} <Moment iso={`${last.on}T00:00:00Z`} />.
              </>
            )}{" "}
            {t("quality.movedWhy")}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
