import { Button } from "@mantine/core";
import { useState } from "react";
import { Moment, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import classes from "./Rules.module.css";
import { TrialView } from "./TrialView";
import { draftOf, type Rule, type TrialRow } from "./types";
import { ruleSentence, WOULD } from "./words";

const SHOWN = 3;

interface TrialsProps {
  /** The newest first. */
  rows: readonly TrialRow[];
  /** The rule they were dry runs of, as it is now; none for rules that were not stored. */
  rule: Rule | null;
}

/** The last dry runs: when, by whom, over how much, whom each would have hit; each opens again. */
export function Trials({ rows, rule }: TrialsProps) {
  const { t } = useI18n();
  const [isWhole, setWhole] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  if (rows.length === 0) return null;
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  const label = rule === null ? t("rules.otherTrials") : t("rules.trialsOf", { name: rule.title });
  return (
    <div className={classes.trials}>
      {rule !== null && <h4 className={classes.trialsTitle}>{t("rules.trials")}</h4>}
      <ul className={classes.trialList} aria-label={label}>
        {shown.map((row) => (
          <li key={row.id}>
            <TrialLine
              row={row}
              rule={rule}
              isOpen={openId === row.id}
              onOpen={(isOpen) => setOpenId(isOpen ? row.id : null)}
            />
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("rules.fewerTrials") : t("rules.allTrials", { n: rows.length })}
        </Button>
      )}
    </div>
  );
}

interface TrialLineProps {
  row: TrialRow;
  rule: Rule | null;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

function TrialLine({ row, rule, isOpen, onOpen }: TrialLineProps) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const project = useProject();
  const said = ruleSentence(row.definition, project.gold_pass_mark, i18n);
  const isAsItIs =
    rule !== null && said === ruleSentence(draftOf(rule), project.gold_pass_mark, i18n);
  return (
    <>
      <div className={classes.trialLine}>
        <span>
          <Moment iso={row.created_at} />
          {row.requested_by !== "" && ` · ${row.requested_by}`}
        </span>
        <span>
          <Outcome row={row} />
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? "rules.closeTrialOf" : "rules.openTrialOf", {
            when: moment(row.created_at),
          })}
          onClick={() => onOpen(!isOpen)}
        >
          {t(isOpen ? "rules.closeTrial" : "rules.openTrial")}
        </Button>
      </div>
      {!isAsItIs && <p className={classes.record}>{t("rules.trialWas", { rule: said })}</p>}
      {isOpen && <TrialView trialId={row.id} />}
    </>
  );
}

/** "It would have paused 3 people. 1,203 observations of 12 people, the oldest of 3 May." */
function Outcome({ row }: { row: TrialRow }) {
  const { t, number, day, list } = useI18n();
  if (row.finished_at === null) return t("rules.playing");
  if (row.fired === null || row.people === null) {
    return t(row.state === "failed" ? "rules.failed" : "rules.stopped");
  }
  const would = t(WOULD[row.definition.action], { n: row.fired });
  const of = t("rules.ofPeople", { n: row.people });
  if (row.observations === null) return `${would} ${list([of])}`;
  const over = t("rules.playedOver", { n: row.observations, count: number(row.observations) });
  const parts =
    row.since === null ? [over, of] : [over, of, t("rules.since", { day: day(row.since) })];
  return (
    <>
      {would} <span className={classes.record}>{parts.join(" · ")}</span>
    </>
  );
}
