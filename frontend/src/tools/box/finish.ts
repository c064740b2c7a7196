/** How a box in the hand is shown, and how it is kept. */

import { boxKind, type BoxGeometry } from "@/model/shapes/box";
import type { Command } from "../commands";
import { stepTo, type Step, type ToolState } from "../tool";

export function previewOf(geometry: BoxGeometry, label: string): Command {
  return {
    type: "preview",
    preview: { shapeId: null, kind: "box", label, geometry, heldHandle: null },
  };
}

export function finishedBox(geometry: BoxGeometry, label: string, home: ToolState): Step {
  const letGo: Command = { type: "preview", preview: null };
  if (boxKind.isTooSmall(geometry))
    return stepTo(home, letGo, { type: "notify", notice: { type: "too_small" } });
  return stepTo(home, letGo, { type: "add_shape", kind: "box", label, geometry });
}
