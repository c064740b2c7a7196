import type { Tone } from "@/panels/shared";

export const STATE_NAMES = {
  queued: "evaluation.queued",
  running: "evaluation.running",
  done: "evaluation.done",
  failed: "evaluation.failed",
  cancelled: "evaluation.cancelled",
} as const;

export const STATE_TONES: Record<keyof typeof STATE_NAMES, Tone> = {
  queued: "active",
  running: "active",
  done: "good",
  failed: "problem",
  cancelled: "quiet",
};
