import type { components } from "./schema";

/** While a worker is at something it is looked at again so often. */
export const WHILE_LIVE_MS = 1_000;

/** Whether a worker is, or will be, at it. */
export function isLive(
  operation: { readonly state: components["schemas"]["OperationState"] } | undefined,
): boolean {
  return operation?.state === "queued" || operation?.state === "running";
}
