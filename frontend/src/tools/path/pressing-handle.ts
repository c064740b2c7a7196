/** Pressed on a handle of the shape just drawn: a drag moves it, a click begins the next shape. */

import type { Shape } from "@/model/document";
import type { Handle } from "@/model/shapes/kind";
import type { PointerInput } from "../input";
import { isDrag } from "../scene";
import { draggingHandle } from "../select/dragging-handle";
import { PLAIN, stepTo, type ToolState } from "../tool";
import type { PathPlan } from "./plan";
import { pressingPath } from "./pressing";

export function pressingHandle(
  shape: Shape,
  handle: Handle,
  from: PointerInput,
  plan: PathPlan,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${plan.kind}.pressing_handle`,
    cursor: handle.cursor,
    isGesture: true,
    onPointer: (input, scene) => {
      if (isDrag(from, input))
        return draggingHandle(shape, handle, from, plan.home).onPointer(input, scene);
      if (input.phase === "move") return stepTo(state);
      const begun = pressingPath(plan, [], from).onPointer(input, scene);
      return stepTo(begun.state, { type: "choose", shapeId: null }, ...begun.commands);
    },
    onCancel: () => stepTo(plan.home),
  };
  return state;
}
