import type { paths } from "@/api/schema";
import type { State } from "./GoldTable";

export const GOLD = "/api/v1/projects/{project_id}/gold-items";
type Query = NonNullable<paths[typeof GOLD]["get"]["parameters"]["query"]>;

/** What part of the bank is shown; null is all. */
export interface GoldFinding {
  readonly state: State | null;
  readonly isHidden: boolean | null;
  readonly label: string | null;
  readonly text: string;
}

export const ALL_GOLD: GoldFinding = { state: null, isHidden: null, label: null, text: "" };

export function isAll({ state, isHidden, label, text }: GoldFinding): boolean {
  return state === null && isHidden === null && label === null && text === "";
}

/** The finding as the API has it: what is not narrowed is not said. */
export function queryOf({ state, isHidden, label, text }: GoldFinding, page: number): Query {
  return {
    page,
    ...(state === null ? {} : { state }),
    ...(isHidden === null ? {} : { is_hidden: isHidden }),
    ...(label === null ? {} : { has_label: label }),
    ...(text === "" ? {} : { text }),
  };
}
