/** Nothing in the hand: press to begin a shape, or take a handle of the one just drawn. */

import type { PointerInput } from "../input";
import { handleUnder, type Scene } from "../scene";
import { draggingHandle } from "../select/dragging-handle";
import { stepTo, type Step, type ToolState } from "../tool";
import { firstCorner } from "./corner-at";
import { drawingCorners } from "./drawing";
import type { CornersPlan } from "./plan";

/** `begin` is what a press on a free place does, with the key of the label. */
export function idleTool(
  kind: string,
  name: string,
  begin: (input: PointerInput, scene: Scene, label: string) => Step,
  hasCrosshair = true,
): ToolState {
  const idle: ToolState = {
    name: `${name}.idle`,
    cursor: "crosshair",
    isGesture: false,
    hasCrosshair,
    onPointer: (input, scene) => {
      if (input.phase === "down" && input.button === 0) return pressed(input, scene);
      if (input.phase === "move") {
        const cursor = handleUnder(scene, input)?.handle.cursor ?? null;
        return stepTo(idle, { type: "hover", shapeId: null, cursor });
      }
      return stepTo(idle);
    },
    onKey: () => null,
    onCancel: () => stepTo(idle, { type: "choose", shapeId: null }),
  };

  function pressed(input: PointerInput, scene: Scene): Step {
    const held = handleUnder(scene, input);
    if (held !== null) return stepTo(draggingHandle(held.shape, held.handle, input, idle));
    if (scene.label === null || scene.label.kind !== kind)
      return stepTo(idle, { type: "notify", notice: { type: "no_label" } });
    const begun = begin(input, scene, scene.label.key);
    return stepTo(begun.state, { type: "choose", shapeId: null }, ...begun.commands);
  }

  return idle;
}

export function cornersIdle(planFor: (label: string) => CornersPlan, kind: string): ToolState {
  return idleTool(kind, kind, (input, scene, label) => {
    const plan = planFor(label);
    return stepTo(drawingCorners(firstCorner(input, scene, plan), input, plan));
  });
}
