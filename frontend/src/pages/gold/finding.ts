import type { paths } from "@/api/schema";
import type { State } from "./GoldTable";

export const GOLD = "/api/v1/projects/{project_id}/gold-items";
type Query = NonNullable<paths[typeof GOLD]["get"]["parameters"]["query"]>;

/** What part of the bank is shown; null is all. */
export interface GoldFinding {
  readonly state: State | null;
  readonly isHidden: boolean | null;
  readonly label: string | null;
  readonly isOlder: boolean;
  readonly text: string;
}

export const ALL_GOLD: GoldFinding = {
  state: null,
  isHidden: null,
  label: null,
  isOlder: false,
  text: "",
};

export function isAll({ state, isHidden, label, isOlder, text }: GoldFinding): boolean {
  return state === null && isHidden === null && label === null && !isOlder && text === "";
}

/** The finding as the API has it: what is not narrowed is not said. */
export function queryOf(
  { state, isHidden, label, isOlder, text }: GoldFinding,
  page: number,
): Query {
  return {
    page,
    ...(state === null ? {} : { state }),
    ...(isHidden === null ? {} : { is_hidden: isHidden }),
    ...(label === null ? {} : { has_label: label }),
    ...(isOlder ? { is_older: true } : {}),
    ...(text === "" ? {} : { text }),
  };
}
