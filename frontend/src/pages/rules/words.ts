import type { I18n } from "@/model/i18n";
import type { Action, Draft, Parameter, StatisticKey } from "./types";

export const STATISTIC_NAMES: Readonly<Record<StatisticKey, string>> = {
  gold_upper_bound: "rules.nameGold",
  consensus_agreement: "rules.nameAgreement",
  spammer_score: "rules.nameSpammer",
  speed_z: "rules.nameSpeed",
  skip_share: "rules.nameSkips",
  drift: "rules.nameDrift",
  pair_similarity: "rules.namePair",
  acceptance_share: "rules.nameAcceptance",
  verdict_skill: "rules.nameVerdicts",
};

/** What a statistic means, for those who choose one. */
export const STATISTIC_NOTES: Readonly<Record<StatisticKey, string>> = {
  gold_upper_bound: "rules.noteGold",
  consensus_agreement: "rules.noteAgreement",
  spammer_score: "rules.noteSpammer",
  speed_z: "rules.noteSpeed",
  skip_share: "rules.noteSkips",
  drift: "rules.noteDrift",
  pair_similarity: "rules.notePair",
  acceptance_share: "rules.noteAcceptance",
  verdict_skill: "rules.noteVerdicts",
};

const CONDITIONS: Readonly<Record<StatisticKey, string>> = {
  gold_upper_bound: "rules.whenGold",
  consensus_agreement: "rules.whenAgreement",
  spammer_score: "rules.whenSpammer",
  speed_z: "rules.whenSpeed",
  skip_share: "rules.whenSkips",
  drift: "rules.whenDrift",
  pair_similarity: "rules.whenPair",
  acceptance_share: "rules.whenAcceptance",
  verdict_skill: "rules.whenVerdicts",
};

export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  notice: "rules.actNotice",
  more_gold: "rules.actMoreGold",
  retrain: "rules.actRetrain",
  restrict: "rules.actRestrict",
  pause: "rules.actPause",
  void: "rules.actVoid",
};

const DEEDS: Readonly<Record<Action, string>> = {
  notice: "rules.doNotice",
  more_gold: "rules.doMoreGold",
  retrain: "rules.doRetrain",
  restrict: "rules.doRestrict",
  pause: "rules.doPause",
  void: "rules.doVoid",
};

/** What a dry run found, by what would have been done. */
export const WOULD: Readonly<Record<Action, string>> = {
  notice: "rules.wouldNotice",
  more_gold: "rules.wouldMoreGold",
  retrain: "rules.wouldRetrain",
  restrict: "rules.wouldRestrict",
  pause: "rules.wouldPause",
  void: "rules.wouldVoid",
};

export const PARAMETER_NAMES: Readonly<Record<Parameter, string>> = {
  days: "rules.days",
  gold_boost: "rules.goldBoost",
  daily_cap: "rules.dailyCap",
};

/** What a rule begins with when its statistic is chosen. */
export const FIRST: Readonly<Record<StatisticKey, Pick<Draft, "last" | "least" | "threshold">>> = {
  gold_upper_bound: { last: 30, least: 5, threshold: null },
  consensus_agreement: { last: 50, least: 20, threshold: 0.6 },
  spammer_score: { last: null, least: 1, threshold: 0.1 },
  speed_z: { last: 30, least: 10, threshold: -3 },
  skip_share: { last: 50, least: 20, threshold: 0.5 },
  drift: { last: null, least: 1, threshold: 1 },
  pair_similarity: { last: null, least: 1, threshold: 0.001 },
  acceptance_share: { last: 30, least: 10, threshold: 0.7 },
  verdict_skill: { last: 200, least: 30, threshold: 0.2 },
};

export const FIRST_PARAMETERS: Readonly<Record<Parameter, number>> = {
  days: 7,
  gold_boost: 2,
  daily_cap: 20,
};

/** "Pause for 7 days when the upper bound of ... is under the pass mark (0.70)." */
export function ruleSentence(draft: Draft, passMark: number, { t, number }: I18n): string {
  const { parameters } = draft;
  const shown = (value: number) => number(value, Math.abs(value) < 0.01 ? 3 : 2);
  const threshold =
    draft.threshold === null
      ? t("rules.passMark", { value: number(passMark, 2) })
      : shown(draft.threshold);
  const deed = t(DEEDS[draft.action], {
    n: parameters.days ?? 0,
    times: number(parameters.gold_boost ?? 0),
    cap: number(parameters.daily_cap ?? 0),
  });
  const condition = t(CONDITIONS[draft.statistic], {
    last: number(draft.last ?? 0),
    least: number(draft.least),
    threshold,
  });
  return t("rules.sentence", { deed, condition });
}
