import type { Answered } from "@/api/query";
import type { Tone } from "@/panels/shared";

export const LIST_PATH = "/api/v1/projects/{project_id}/batches";
export type Batch = Answered<"/api/v1/batches/{batch_id}">;
type State = Batch["state"];

export const STATE_NAMES = {
  draft: "batches.draft",
  open: "batches.open",
  paused: "batches.paused",
  draining: "batches.draining",
  complete: "batches.complete",
  archived: "batches.archived",
} as const satisfies Record<State, string>;

export const STATE_TONES: Record<State, Tone> = {
  draft: "quiet",
  open: "active",
  paused: "caution",
  draining: "caution",
  complete: "good",
  archived: "quiet",
};

export const MOVES = {
  open: "/api/v1/batches/{batch_id}/open",
  pause: "/api/v1/batches/{batch_id}/pause",
  resume: "/api/v1/batches/{batch_id}/resume",
  drain: "/api/v1/batches/{batch_id}/drain",
  archive: "/api/v1/batches/{batch_id}/archive",
  /** Of a draft: nobody has seen it, and its images can be in another. */
  discard: "/api/v1/batches/{batch_id}/archive",
} as const;
export type Move = keyof typeof MOVES;

export const VERBS = {
  open: "batches.doOpen",
  pause: "batches.doPause",
  resume: "batches.doResume",
  drain: "batches.doDrain",
  archive: "batches.doArchive",
  discard: "batches.doDiscard",
} as const satisfies Record<Move, string>;

/** The moves from each state, the usual one first. */
export const MOVES_FROM: Record<State, readonly Move[]> = {
  draft: ["open", "discard"],
  open: ["pause", "drain"],
  paused: ["resume", "drain"],
  draining: [],
  complete: ["archive"],
  archived: [],
};

/** When it is open and for whom can be changed. */
export const CHANGEABLE: ReadonlySet<State> = new Set(["draft", "open", "paused"]);

/** People are asked for its answers, or finish what they hold. */
export const ASKING: ReadonlySet<State> = new Set(["open", "paused", "draining"]);
