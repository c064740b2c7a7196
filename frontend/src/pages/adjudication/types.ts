import type { Answered } from "@/api/query";
import type { components } from "@/api/schema";

export const DISPUTES = "/api/v1/projects/{project_id}/disputes";
export const COUNTS = "/api/v1/projects/{project_id}/dispute-counts";
export const ADJUDICATION = "/api/v1/tasks/{task_id}/adjudication";

export type Dispute = Answered<typeof DISPUTES>["results"][number];
export type Detail = Answered<typeof ADJUDICATION>;
export type Doubt = Detail["doubts"][number];
export type Source = components["schemas"]["ShapeSourceInRequest"];
export type Reason = components["schemas"]["SettleInRequest"]["reason_code"];
