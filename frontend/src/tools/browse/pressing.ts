/** Pressed, and not yet clear whether it is a click on a shape or a drag of the picture. */

import { distanceBetween } from "@/model/points";
import type { ViewTransform } from "@/model/view-transform";
import type { PointerInput } from "../input";
import { panning } from "../pan/panning";
import { DRAG_FROM, nextUnder } from "../scene";
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
      const isDrag = distanceBetween(from.screen, input.screen) >= DRAG_FROM[from.device];
      return isDrag ? panning(before, from, home).onPointer(input, scene) : stepTo(state);
    },
    onCancel: () => stepTo(home),
  };
  return state;
}
