import { type Answered, apiKey } from "@/api/query";
import type { Tone } from "@/panels/shared";

export const COLLECTING = "/api/v1/projects/{project_id}/collecting";
export const OWN = "/api/v1/projects/{project_id}/my-collected";
export const REVIEWING = "/api/v1/projects/{project_id}/reviewing";

export type Collecting = Answered<typeof COLLECTING>;
export type Brief = Collecting["brief"];
export type Stratum = Brief["strata"][number];
export type OwnAsset = Answered<typeof OWN>["results"][number];
export type Reviewing = Answered<typeof REVIEWING>;
export type ToReview = NonNullable<Reviewing["asset"]>;
export type Reason = NonNullable<OwnAsset["reason_code"]>;
export type AssetState = OwnAsset["state"];

export const TONES: Record<AssetState, Tone> = {
  waiting: "active",
  accepted: "good",
  rejected: "problem",
  withdrawn: "quiet",
};
export const STATE_NAMES = {
  waiting: "collecting.waiting",
  accepted: "collecting.accepted",
  rejected: "collecting.rejected",
  withdrawn: "collecting.withdrawn",
} as const satisfies Record<AssetState, string>;
export const REASON_NAMES = {
  off_brief: "collecting.offBrief",
  poor_quality: "collecting.poorQuality",
  not_own: "collecting.notOwn",
  privacy: "collecting.privacy",
  other: "collecting.other",
} as const satisfies Record<Reason, string>;

/** What a picture that came or went makes stale. */
export function staleOf(projectId: number) {
  return [
    apiKey(COLLECTING, { project_id: projectId }),
    apiKey(OWN, { project_id: projectId }),
    apiKey(REVIEWING, { project_id: projectId }),
    apiKey("/api/v1/collections"),
    apiKey("/api/v1/me/collecting"),
  ];
}

/** How many more of a kind are wanted. */
export function leftOf(stratum: Stratum): number {
  return stratum.wanted - stratum.taken_count;
}
