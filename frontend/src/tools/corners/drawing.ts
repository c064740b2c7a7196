/** A shape being dragged out from its first corner. */

import type { ImagePoint } from "@/model/points";
import type { PointerInput } from "../input";
import { isDrag } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { secondCorner } from "./corner-at";
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
      const { at, isSnapped } = secondCorner(corner, input, scene, plan);
      const geometry = plan.between(corner, at);
      const shown = previewOf(geometry, plan, isSnapped ? at : null);
      if (input.phase === "move") return stepTo(state, shown);
      if (input.phase === "down") return stepTo(state);
      if (!isDrag(from, input)) return stepTo(placingSecondCorner(corner, plan), shown);
      return finishedShape(geometry, plan);
    },
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}
