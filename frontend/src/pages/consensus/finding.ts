import type { Answered } from "@/api/query";
import type { paths } from "@/api/schema";
import { count, type Found, foundIn, oneOf, STATE_NAMES, text } from "@/pages/items/finding";

export const RESULTS = "/api/v1/projects/{project_id}/consensus";
export type ResultRow = Answered<typeof RESULTS>["results"][number];
type Query = NonNullable<paths[typeof RESULTS]["get"]["parameters"]["query"]>;
export type Doubt = NonNullable<Query["doubt"]>;
export type State = NonNullable<Query["state"]>;

export const DOUBT_NAMES = {
  tie: "consensus.doubtTie",
  shape: "consensus.doubtShape",
  shape_label: "consensus.doubtLabel",
  left_out: "consensus.doubtLeftOut",
  attribute: "consensus.doubtAttribute",
  answer: "consensus.doubtAnswer",
} as const satisfies Record<Doubt, string>;
export const DOUBTS = Object.keys(DOUBT_NAMES) as Doubt[];
export const STATES = [
  "asked",
  "disputed",
  "triage",
  "resolved",
] as const satisfies readonly State[];

/** How far a task is, in the words by which it is looked for. */
export const TASK_STATES = {
  open: STATE_NAMES.asked,
  saturated: STATE_NAMES.asked,
  disputed: STATE_NAMES.disputed,
  adjudicating: STATE_NAMES.disputed,
  triage: STATE_NAMES.triage,
  resolved: STATE_NAMES.resolved,
  cancelled: "consensus.cancelled",
} as const satisfies Record<ResultRow["state"], string>;

const FILTERS = { state: oneOf(STATES), label: text, doubt: oneOf(DOUBTS), page: count };

/** Which results are shown; it stands in the address, so that the way back leads to it. */
export type Finding = Found<typeof FILTERS>;

export function findingOf(search: Record<string, unknown>): Finding {
  return foundIn(search, FILTERS);
}

/** Whether no result is left out. */
export function isEverything({ state, label, doubt }: Finding): boolean {
  return state === undefined && label === undefined && doubt === undefined;
}
