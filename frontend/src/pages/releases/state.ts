import type { Answered } from "@/api/query";
import type { Tone } from "@/panels/shared";

export type Release = Answered<"/api/v1/projects/{project_id}/releases">["results"][number];
export type OneRelease = Answered<"/api/v1/releases/{release_id}">;
export type FrozenItem = Answered<"/api/v1/releases/{release_id}/items">["results"][number];
export type Export = Answered<"/api/v1/exports/{export_id}">;

export const STATE_NAMES = {
  building: "releases.building",
  ready: "releases.ready",
  published: "releases.published",
  superseded: "releases.superseded",
  withdrawn: "releases.withdrawn",
  failed: "releases.failed",
  discarded: "releases.discarded",
  cancelled: "releases.cancelled",
} as const;

export const STATE_TONES: Record<keyof typeof STATE_NAMES, Tone> = {
  building: "active",
  ready: "caution",
  published: "good",
  superseded: "quiet",
  withdrawn: "problem",
  failed: "problem",
  discarded: "quiet",
  cancelled: "quiet",
};
