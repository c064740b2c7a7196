import type { Answered } from "@/api/query";

export type Feed = Answered<"/api/v1/feed">;
export type WorkProject = Feed["can_do"][number];
export type NearProject = Feed["nearly"][number];
export type ClosedProject = Feed["closed"][number];

export const ORDERS = ["bestPay", "shortest", "newest"] as const;
export type Order = (typeof ORDERS)[number];

const COMPARE: Record<Order, (a: WorkProject, b: WorkProject) => number> = {
  bestPay: (a, b) => (b.hourly?.high_minor ?? 0) - (a.hourly?.high_minor ?? 0),
  shortest: (a, b) => (a.typical_seconds ?? Infinity) - (b.typical_seconds ?? Infinity),
  newest: (a, b) => b.project_id - a.project_id,
};

/** What is held comes first in any order, then what came back. */
function urgency({ lease, returned_count: returned }: WorkProject): number {
  return lease !== null ? 2 : Number(returned > 0);
}

/** The work in the chosen order, the urgent before it. */
export function ordered(projects: readonly WorkProject[], order: Order): WorkProject[] {
  return [...projects].sort((a, b) => urgency(b) - urgency(a) || COMPARE[order](a, b));
}
