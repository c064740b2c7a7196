/** Select, nothing in the hand: choose a shape, or take hold of one or of a handle. */

import { handleUnder, shapeUnder, type Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import type { PointerInput } from "../input";
import { draggingHandle } from "./dragging-handle";
import { draggingShape } from "./dragging-shape";

export const selectIdle: ToolState = {
  ...PLAIN,
  name: "select.idle",
  cursor: "default",
  isGesture: false,
  onPointer: (input, scene) => {
    if (input.phase === "down" && input.button === 0) return pressed(input, scene);
    if (input.phase === "move") return hovered(input, scene);
    return stepTo(selectIdle);
  },
  onCancel: () => stepTo(selectIdle, { type: "choose", shapeId: null }),
};

function pressed(input: PointerInput, scene: Scene): Step {
  const held = handleUnder(scene, input);
  if (held !== null) return stepTo(draggingHandle(held.shape, held.handle, input, selectIdle));
  const shape = shapeUnder(scene, input);
  if (shape === null) return stepTo(selectIdle, { type: "choose", shapeId: null });
  const choose = { type: "choose", shapeId: shape.id } as const;
  if (scene.lockedIds.has(shape.id)) return stepTo(selectIdle, choose);
  return stepTo(draggingShape(shape, input, selectIdle), choose);
}

function hovered(input: PointerInput, scene: Scene): Step {
  const held = handleUnder(scene, input);
  if (held !== null) {
    return stepTo(selectIdle, {
      type: "hover",
      shapeId: held.shape.id,
      cursor: held.handle.cursor,
    });
  }
  const shape = shapeUnder(scene, input);
  const cursor = shape === null || scene.lockedIds.has(shape.id) ? null : "move";
  return stepTo(selectIdle, { type: "hover", shapeId: shape?.id ?? null, cursor });
}
