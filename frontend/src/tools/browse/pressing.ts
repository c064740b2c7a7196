/** Pressed, and not yet clear whether it is a click on a shape or a drag of the picture. */

import type { ViewTransform } from "@/model/view-transform";
import type { PointerInput } from "../input";
import { panning } from "../pan/panning";
import { isDrag, nextUnder } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";

export function pressing(before: ViewTransform, from: PointerInput, home: ToolState): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "browse.pressing",
    cursor: "grab",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "up") {
        return stepTo(home, { type: "choose", shapeId: nextUnder(scene, input)?.id ?? null });
      }
      if (!isDrag(from, input)) return stepTo(state);
      return panning(before, from, home).onPointer(input, scene);
    },
    onCancel: () => stepTo(home),
  };
  return state;
}
