/** The first press of a turned box: a drag sets both ends of its side, a click one. */

import type { PointerInput } from "../input";
import { placedStep, pressingPoint, type Placing } from "../placing/placing";
import { isDrag } from "../scene";
import { snappedClosely } from "../snap";
import { stepTo, type ToolState } from "../tool";

export function draggingSide(from: PointerInput, plan: Placing): ToolState {
  const pressing = pressingPoint(plan);
  const state: ToolState = {
    ...pressing,
    name: "rotated_box.dragging_side",
    onPointer: (input, scene) => {
      const begun = plan.placed(snappedClosely(from, scene).at);
      if (!isDrag(from, input) || "state" in begun) {
        const clicked = pressing.onPointer(input, scene);
        return input.phase === "up" ? clicked : stepTo(state, ...clicked.commands);
      }
      const { at, isSnapped } = snappedClosely(input, scene);
      if (input.phase !== "up") return stepTo(state, begun.shown(at, isSnapped ? at : null));
      return placedStep(begun, at);
    },
  };
  return state;
}
