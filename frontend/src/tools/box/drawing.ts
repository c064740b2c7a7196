/** A box drawn by dragging from corner to corner. A press without a drag goes on as two clicks. */

import { distanceBetween, insideImage, type ImagePoint } from "@/model/points";
import { boxBetween } from "@/model/shapes/box";
import type { PointerInput } from "../input";
import { DRAG_FROM } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { finishedBox, previewOf } from "./finish";
import { placingSecondCorner } from "./placing-second-corner";

export function drawingBox(
  corner: ImagePoint,
  from: PointerInput,
  label: string,
  home: ToolState,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "box.drawing",
    cursor: "crosshair",
    isGesture: true,
    hasCrosshair: true,
    onPointer: (input, scene) => {
      const box = boxBetween(corner, insideImage(input.image, scene.image));
      if (input.phase === "move") return stepTo(state, previewOf(box, label));
      if (input.phase === "down") return stepTo(state);
      const isClick = distanceBetween(from.screen, input.screen) < DRAG_FROM[from.device];
      if (isClick) return stepTo(placingSecondCorner(corner, label, home), previewOf(box, label));
      return finishedBox(box, label, home);
    },
    onCancel: () => stepTo(home, { type: "preview", preview: null }),
  };
  return state;
}
