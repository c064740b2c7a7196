/** Keys that turn a shape: those that walk the points of kinds that have points. */

import type { Shape } from "@/model/document";
import { kindOf } from "@/model/shapes/registry";
import type { Command } from "./commands";
import type { KeyAction } from "./key-table";

const STEP_DEG = 1;

/** In degrees, clockwise; null for other keys. */
export function turnOf(action: KeyAction): number | null {
  if (action === "point.next") return STEP_DEG;
  return action === "point.previous" ? -STEP_DEG : null;
}

/** Null when the key or the kind does not turn. */
export function turnCommands(action: KeyAction, shape: Shape): readonly Command[] | null {
  const degrees = turnOf(action);
  const turned = kindOf(shape.kind).turnedBy;
  if (degrees === null || turned === undefined) return null;
  return [{ type: "nudge", shapeId: shape.id, geometry: turned(shape.geometry, degrees) }];
}
