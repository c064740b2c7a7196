/** A shape being dragged out from its first corner. */

import { distanceBetween, insideImage, type ImagePoint } from "@/model/points";
import type { PointerInput } from "../input";
import { DRAG_FROM } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { finishedShape, previewOf } from "./finish";
import { placingSecondCorner } from "./placing-second-corner";
import type { CornersPlan } from "./plan";

export function drawingCorners(
  corner: ImagePoint,
  from: PointerInput,
  plan: CornersPlan,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${plan.kind}.drawing`,
    cursor: "crosshair",
    isGesture: true,
    hasCrosshair: true,
    onPointer: (input, scene) => {
      const geometry = plan.between(corner, insideImage(input.image, scene.image));
      if (input.phase === "move") return stepTo(state, previewOf(geometry, plan));
      if (input.phase === "down") return stepTo(state);
      const isClick = distanceBetween(from.screen, input.screen) < DRAG_FROM[from.device];
      if (isClick) return stepTo(placingSecondCorner(corner, plan), previewOf(geometry, plan));
      return finishedShape(geometry, plan);
    },
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}
