import type { paths } from "@/api/schema";
import type { Answered } from "@/api/query";

export const PEOPLE = "/api/v1/projects/{project_id}/people";
export type WorkingPerson = Answered<typeof PEOPLE>["results"][number];
type Query = NonNullable<paths[typeof PEOPLE]["get"]["parameters"]["query"]>;
export type Sort = NonNullable<Query["sort"]>;
export type Shown = NonNullable<Query["state"]>;

/** Who is looked for, and in which order. */
export interface Finding {
  readonly state: Shown;
  readonly text: string;
  readonly sort: Sort;
  readonly is_descending: boolean;
}

export const EVERYBODY: Finding = { state: "all", text: "", sort: "joined", is_descending: false };

export const SHOWN_NAMES = {
  all: "people.showAll",
  active: "people.showActive",
  restricted: "people.showRestricted",
  blocked: "people.showBlocked",
  not_eligible: "people.showNotEligible",
  worse: "people.showWorse",
  below_mark: "people.showBelowMark",
} as const satisfies Record<Shown, string>;

/** What stands at the head of the columns, for a page that is too narrow for columns. */
export const SORT_NAMES = {
  joined: "people.sortJoined",
  name: "people.pseudonym",
  answers: "people.submissions",
  lower: "people.skill",
  checks: "people.checks",
  agreement: "people.agreement",
  speed: "people.seconds",
  last_active: "people.last",
} as const satisfies Partial<Record<Sort, string>>;

/** What begins at its beginning. */
const RISING: ReadonlySet<Sort> = new Set(["name", "joined"]);

/** Whether nobody is left out. */
export function isEverybody({ state, text }: Finding): boolean {
  return state === "all" && text === "";
}

/** The order that a press on a column's name asks for: the best or most first, names and days of
 * coming from the beginning; then the other way. */
export function ordered(finding: Finding, sort: Sort): Partial<Finding> {
  const isSame = finding.sort === sort;
  return { sort, is_descending: isSame ? !finding.is_descending : !RISING.has(sort) };
}
