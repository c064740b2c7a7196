import type { Answered } from "@/api/query";
import type { Tone } from "@/panels/shared";

export type OwnRestriction = Answered<"/api/v1/me/restrictions">["results"][number];
export type RestrictionKind = OwnRestriction["kind"];
export type AppealState = OwnRestriction["appeals"][number]["state"];
export type WorkState = "submitted" | "accepted" | "rejected" | "spare" | "voided";

/** What each kind of restriction is called. */
export const KIND_NAMES = {
  pause: "standing.pause",
  daily_cap: "standing.daily_cap",
  more_gold: "standing.more_gold",
  retrain: "standing.retrain",
  notice: "standing.notice",
  voiding: "standing.voiding",
} as const satisfies Record<RestrictionKind, string>;

export const KIND_TONES: Record<RestrictionKind, Tone> = {
  pause: "problem",
  retrain: "problem",
  daily_cap: "caution",
  more_gold: "caution",
  notice: "quiet",
  voiding: "caution",
};

const ENDING_NAMES: Readonly<Record<string, string>> = {
  expired: "standing.expired",
  lifted: "standing.lifted",
  appealed: "standing.appealed",
  requalified: "standing.requalified",
};

/** How a restriction ended; the key of its words. */
export function endingName(ending: string): string {
  return ENDING_NAMES[ending] ?? "standing.lifted";
}

export const APPEAL_NAMES = {
  open: "standing.open",
  in_review: "standing.in_review",
  upheld: "standing.upheld",
  rejected: "standing.rejected",
  withdrawn: "standing.withdrawn",
} as const satisfies Record<AppealState, string>;

export const APPEAL_TONES: Record<AppealState, Tone> = {
  open: "active",
  in_review: "active",
  upheld: "good",
  rejected: "problem",
  withdrawn: "quiet",
};

/** What can be wrong with an answer. */
export const REASON_NAMES = {
  missed_objects: "standing.missed_objects",
  extra_objects: "standing.extra_objects",
  wrong_label: "standing.wrong_label",
  wrong_shape: "standing.wrong_shape",
  wrong_answer: "standing.wrong_answer",
  not_by_guideline: "standing.not_by_guideline",
  careless: "standing.careless",
  other: "standing.other",
} as const;
export type ReasonCode = keyof typeof REASON_NAMES;
export const REASON_CODES = Object.keys(REASON_NAMES) as readonly ReasonCode[];

/** The words of a reason; those of "something else" for one that is not known here. */
export function reasonName(code: string): string {
  return REASON_NAMES[code as ReasonCode] ?? REASON_NAMES.other;
}

export const WORK_NAMES: Readonly<Record<string, string>> = {
  submitted: "standing.submitted",
  accepted: "standing.accepted",
  rejected: "standing.rejectedWork",
  spare: "standing.spare",
  voided: "standing.voided",
  skipped: "standing.skipped",
};

export const WORK_TONES: Readonly<Record<string, Tone>> = {
  submitted: "active",
  accepted: "good",
  rejected: "problem",
  spare: "quiet",
  voided: "caution",
};
