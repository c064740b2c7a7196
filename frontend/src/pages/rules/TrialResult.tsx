import { Callout, DataTable, Moment, useI18n } from "@/panels/shared";
import { firingSentence } from "@/pages/standing/evidence";
import { PersonLink } from "./PersonLink";
import classes from "./Rules.module.css";
import type { Trial } from "./types";
import { WOULD } from "./words";

type Result = NonNullable<Trial["result"]>;
type Hit = Result["who"][number];

/** "This would have paused 3 people": who, when and why, and how sure that is. */
export function TrialResult({ trial }: { trial: Trial }) {
  const { t, number } = useI18n();
  const { result } = trial;
  if (result === null) {
    const words = t(trial.state === "failed" ? "rules.failed" : "rules.stopped");
    return <p>{trial.error_detail || words}</p>;
  }
  return (
    <>
      <p className={classes.answer}>{t(WOULD[trial.definition.action], { n: result.fired })}</p>
      <p className={classes.record}>
        {t("rules.enough", { n: result.people, judged: number(result.judged) })}
      </p>
      {result.doubtful_only > 0 && (
        <Callout tone="caution">{t("rules.doubtfulOnly", { n: result.doubtful_only })}</Callout>
      )}
      {result.is_of_last_fits && <Callout>{t("rules.ofLastFits")}</Callout>}
      {result.who.length > 0 && <Who rows={result.who} projectId={trial.project_id} />}
    </>
  );
}

function Who({ rows, projectId }: { rows: readonly Hit[]; projectId: number }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  return (
    <DataTable
      isStackable
      caption={t("rules.whoTable")}
      rows={rows}
      rowKey={(row) => row.user_id}
      columns={[
        {
          key: "person",
          title: t("rules.person"),
          isRowHeader: true,
          cell: (row) => (
            <PersonLink projectId={projectId} userId={row.user_id}>
              {row.pseudonym}
            </PersonLink>
          ),
        },
        { key: "when", title: t("rules.when"), cell: (row) => <Moment iso={row.fired_at} /> },
        {
          key: "why",
          title: t("rules.why"),
          cell: (row) => (
            <span className={classes.why}>
              {firingSentence(row.evidence, i18n) ?? row.sentence}
            </span>
          ),
        },
        {
          key: "doubtful",
          title: t("rules.doubtful"),
          cell: (row) =>
            t(row.holds_without_doubtful ? "rules.holds" : "rules.falls", {
              n: row.evidence.doubtful,
            }),
        },
        { key: "times", title: t("rules.times"), isNumber: true, cell: (row) => number(row.times) },
      ]}
    />
  );
}
