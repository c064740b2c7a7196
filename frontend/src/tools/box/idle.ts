/** Box, nothing in the hand: press to begin a box, or take a handle of the one just drawn. */

import { insideImage } from "@/model/points";
import type { PointerInput } from "../input";
import { handleUnder, type Scene } from "../scene";
import { draggingHandle } from "../select/dragging-handle";
import { stepTo, type Step, type ToolState } from "../tool";
import { drawingBox } from "./drawing";

export const boxIdle: ToolState = {
  name: "box.idle",
  cursor: "crosshair",
  isGesture: false,
  hasCrosshair: true,
  onPointer: (input, scene) => {
    if (input.phase === "down" && input.button === 0) return pressed(input, scene);
    if (input.phase === "move") {
      const held = handleUnder(scene, input);
      return stepTo(boxIdle, { type: "hover", shapeId: null, cursor: held?.handle.cursor ?? null });
    }
    return stepTo(boxIdle);
  },
  onKey: () => null,
  onCancel: () => stepTo(boxIdle, { type: "choose", shapeId: null }),
};

function pressed(input: PointerInput, scene: Scene): Step {
  const held = handleUnder(scene, input);
  if (held !== null) return stepTo(draggingHandle(held.shape, held.handle, input, boxIdle));
  if (scene.label === null)
    return stepTo(boxIdle, { type: "notify", notice: { type: "no_label" } });
  const corner = insideImage(input.image, scene.image);
  return stepTo(drawingBox(corner, input, scene.label.key, boxIdle), {
    type: "choose",
    shapeId: null,
  });
}
