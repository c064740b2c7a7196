/** How a shape in the hand is shown, and how it is kept. */

import type { ShapeGeometry } from "@/model/document";
import type { ImagePoint } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import type { Command } from "../commands";
import { stepTo, type Step, type ToolState } from "../tool";

/** A shape of a kind and label, to go home with. */
export interface Planned {
  readonly kind: string;
  readonly label: string;
  readonly home: ToolState;
}

export function previewOf(
  geometry: ShapeGeometry,
  { kind, label }: Planned,
  snappedTo: ImagePoint | null = null,
): Command {
  const preview = { shapeId: null, kind, label, geometry, heldHandle: null, snappedTo };
  return { type: "preview", preview };
}

export function finishedShape(geometry: ShapeGeometry, { kind, label, home }: Planned): Step {
  const letGo: Command = { type: "preview", preview: null };
  if (kindOf(kind).isTooSmall(geometry))
    return stepTo(home, letGo, { type: "notify", notice: { type: "too_small" } });
  return stepTo(home, letGo, { type: "add_shape", kind, label, geometry });
}
