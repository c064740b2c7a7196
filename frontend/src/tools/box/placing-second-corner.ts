/** A box drawn by two clicks: the first corner is set, the second follows the pointer. */

import { insideImage, type ImagePoint } from "@/model/points";
import { boxBetween } from "@/model/shapes/box";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { finishedBox, previewOf } from "./finish";

export function placingSecondCorner(corner: ImagePoint, label: string, home: ToolState): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "box.placing_second_corner",
    cursor: "crosshair",
    isGesture: true,
    hasCrosshair: true,
    onPointer: (input, scene) => {
      const box = boxBetween(corner, insideImage(input.image, scene.image));
      // By touch the second tap moves first and ends the box when the finger lifts.
      if (input.phase === "up") return finishedBox(box, label, home);
      return stepTo(state, previewOf(box, label));
    },
    onCancel: () => stepTo(home, { type: "preview", preview: null }),
  };
  return state;
}
