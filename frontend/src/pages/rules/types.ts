import type { Answered } from "@/api/query";

export const RULES = "/api/v1/projects/{project_id}/quality-rules";
export const FIRINGS = "/api/v1/projects/{project_id}/rule-firings";
export const TRIALS = "/api/v1/projects/{project_id}/rule-trials";
export const STATISTICS = "/api/v1/quality-statistics";

export type Rule = Answered<typeof RULES>["results"][number];
export type Firing = Answered<typeof FIRINGS>["results"][number];
export type Catalogue = Answered<typeof STATISTICS>;
export type Statistic = Catalogue["statistics"][number];
export type Action = Rule["action"];
export type StatisticKey = Rule["statistic"];
export type TrialRow = Answered<typeof TRIALS>["results"][number];
export type Trial = Answered<"/api/v1/rule-trials/{trial_id}">;

/** A rule as it is asked for. */
export interface Draft {
  name: string;
  statistic: StatisticKey;
  last: number | null;
  least: number;
  /** None: the project's pass mark. */
  threshold: number | null;
  action: Action;
  parameters: Partial<Record<Parameter, number>>;
}
export type Parameter = "days" | "gold_boost" | "daily_cap";

/** What is sent of a stored rule to change it, or to play it over what has been. */
export function draftOf(rule: Rule): Draft {
  const { name, statistic, last, least, threshold, action, parameters } = rule;
  return { name, statistic, last, least, threshold, action, parameters: { ...parameters } };
}
