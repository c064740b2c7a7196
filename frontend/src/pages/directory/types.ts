import type { Answered } from "@/api/query";

export type CommunitySeen = Answered<"/api/v1/directory/{community_id}">;

export const JOINING_NAMES = {
  open: "directory.open",
  apply: "directory.apply",
  invite: "directory.invite",
} as const satisfies Record<CommunitySeen["joining"], string>;

/** The way in, or that there is none any more. */
export function joiningName(of: Pick<CommunitySeen, "joining" | "is_closed">) {
  return of.is_closed ? "directory.closed" : JOINING_NAMES[of.joining];
}

export const STATE_NAMES = {
  active: "directory.member",
  paused: "directory.paused",
  ineligible: "directory.ineligible",
  left: "directory.left",
  removed: "directory.removed",
} as const satisfies Record<NonNullable<CommunitySeen["membership"]>["state"], string>;
