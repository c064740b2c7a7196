/** A shape drawn by two clicks: the first corner is set, the second follows the pointer. */

import type { ImagePoint } from "@/model/points";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { secondCorner } from "./corner-at";
import { finishedShape, previewOf } from "./finish";
import type { CornersPlan } from "./plan";

export function placingSecondCorner(corner: ImagePoint, plan: CornersPlan): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${plan.kind}.placing_second_corner`,
    cursor: "crosshair",
    isGesture: true,
    outlivesPan: true,
    hasCrosshair: true,
    onPointer: (input, scene) => {
      const { at, isSnapped } = secondCorner(corner, input, scene, plan);
      const geometry = plan.between(corner, at);
      const shown = previewOf(geometry, plan, isSnapped ? at : null);
      // By touch the second tap moves first and ends the shape when the finger lifts.
      if (input.phase === "up") return finishedShape(geometry, plan);
      return stepTo(state, shown);
    },
    takeBack: () => state.onCancel(),
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}
