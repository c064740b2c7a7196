/** The chosen shape waits for others to be pressed: each joins its group, or leaves it again. */

import type { Shape } from "@/model/document";
import type { Command } from "../commands";
import { othersThan, walked, type Around } from "../picking";
import { shapeUnder } from "../scene";
import { selectIdle } from "../select/idle";
import { stepTo, type Step, type ToolState } from "../tool";

/** Null when there is no other shape. */
export function beginGroup(shape: Shape, around: Around): Step | null {
  return othersThan(shape.id, around).length === 0 ? null : stepTo(picking(shape.id, null));
}

/** `at` is the shape that the keys are at. */
function picking(shapeId: string, at: string | null): ToolState {
  const state: ToolState = {
    name: "group.picking",
    cursor: "copy",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    onPointer: (input, scene) => {
      const under = shapeUnder(scene, input);
      const isCandidate = under !== null && othersThan(shapeId, scene).includes(under);
      if (input.phase === "down" && input.button === 0 && isCandidate)
        return stepTo(state, toggled(shapeId, under.id));
      const cursor = isCandidate ? "copy" : "default";
      return stepTo(state, { type: "hover", shapeId: isCandidate ? under.id : null, cursor });
    },
    onKey: (action, scene) => {
      if (action === "shape.next" || action === "shape.previous") {
        const ids = othersThan(shapeId, scene).map(({ id }) => id);
        return walked(ids, at, action === "shape.next" ? 1 : -1, (id) => picking(shapeId, id));
      }
      if (action === "shape.new" && at !== null) return stepTo(state, toggled(shapeId, at));
      return action === "gesture.finish" ? DONE : null;
    },
    onCancel: () => DONE,
  };
  return state;
}

const DONE = stepTo(selectIdle, { type: "hover", shapeId: null, cursor: null });

const toggled = (shapeId: string, otherId: string): Command => ({
  type: "toggle_grouped",
  shapeId,
  otherId,
});
