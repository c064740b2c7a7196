/** What the snapshot of the workbench takes from the tool in the hand and from the document. */

import type { Shape } from "@/model/document";
import { labelOf } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import { toImage } from "@/model/view-transform";
import type { BenchState } from "./bench-state";
import type { PointerInput } from "./input";
import type { ToolState } from "./tool";

/** A pan or a pinch, perhaps in the middle of a shape. */
export const isBetween = (name: string) => name.startsWith("pan.") || name.startsWith("pinch.");

/** A pan or a pinch in the middle of a shape keeps what is placed of it. */
export function partOf(state: ToolState, before: BenchState): Partial<BenchState> {
  const { name, isGesture, isWaiting = false, hasCrosshair, cursor } = state;
  const { paints = false, prompt = null } = state;
  const takesBack = state.takeBack !== undefined;
  const unfinished = isBetween(name) ? before.unfinished : (state.unfinished ?? null);
  const hand = { stateName: name, isGesture, isWaiting, hasCrosshair, cursor };
  return { ...hand, takesBack, paints, prompt, unfinished };
}

/** As if it had moved to where it is; null where none is, or where nothing follows it. */
export function pointerAtRest(state: BenchState): PointerInput | null {
  const { pointer, device, view, stateName } = state;
  if (pointer === null || !stateName.startsWith("scissors.")) return null;
  const here = { phase: "move", pointerId: -1, button: 0, atMs: 0, shift: false } as const;
  return { ...here, device, screen: pointer, image: toImage(view, pointer) };
}

/** A point that is gone is no longer chosen. */
export function keptHandle(shape: Shape | null, handle: string | null): string | null {
  if (shape === null || handle === null) return null;
  const ids = kindOf(shape.kind).points?.idsOf(shape.geometry) ?? [];
  return ids.includes(handle) ? handle : null;
}

/** The label in use when it is of this kind, else the first that is. */
export function labelFor(kind: string | null, { labelKey, schema }: BenchState): string | null {
  if (kind === null || labelOf(schema, labelKey ?? "")?.kind === kind) return labelKey;
  return schema.labels.find((label) => label.kind === kind)?.key ?? null;
}
