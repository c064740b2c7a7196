import type { Answered } from "@/api/query";

export type Feed = Answered<"/api/v1/feed">;
export type WorkProject = Feed["can_do"][number];
export type NearProject = Feed["nearly"][number];

export const ORDERS = ["bestPay", "shortest", "newest"] as const;
export type Order = (typeof ORDERS)[number];

const COMPARE: Record<Order, (a: WorkProject, b: WorkProject) => number> = {
  bestPay: (a, b) => (b.hourly?.high_minor ?? 0) - (a.hourly?.high_minor ?? 0),
  shortest: (a, b) => (a.typical_seconds ?? Infinity) - (b.typical_seconds ?? Infinity),
  newest: (a, b) => b.project_id - a.project_id,
};

/** The work in the chosen order; what is held already comes first in any order. */
export function ordered(projects: readonly WorkProject[], order: Order): WorkProject[] {
  return [...projects].sort(
    (a, b) => Number(b.lease !== null) - Number(a.lease !== null) || COMPARE[order](a, b),
  );
}
