/** Brush and eraser, nothing in the hand: press to paint; the secondary button takes away. */

import type { KeyAction } from "../key-table";
import { steppedBrush } from "../masks/settings";
import { isNotice, workFor } from "../masks/apply";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { paintingOn, stroked } from "./painting";

export const brushIdle = idleState("brush");
export const eraserIdle = idleState("eraser");

function idleState(name: "brush" | "eraser"): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${name}.idle`,
    cursor: "none",
    isGesture: false,
    paints: true,
    onPointer: (input, scene) => {
      if (input.phase !== "down") return stepTo(state);
      const work = workFor(input, scene, name === "eraser");
      if (work === null) return stepTo(state);
      if (isNotice(work)) return stepTo(state, { type: "notify", notice: work });
      const { target, takesAway: isErasing } = work;
      const begun = { target, isErasing, region: target.before, last: input.image };
      return paintingOn(stroked(begun, input.image, scene), state);
    },
    onKey: (action, scene) => resized(action, scene, state),
    onCancel: () => stepTo(state, { type: "choose", shapeId: null }),
  };
  return state;
}

export function resized(action: KeyAction, scene: Scene, state: ToolState): Step | null {
  if (action !== "brush.smaller" && action !== "brush.larger") return null;
  const brushPx = steppedBrush(scene.masks.brushPx, action === "brush.larger" ? 1 : -1);
  return stepTo(state, { type: "set_masks", settings: { brushPx } });
}
