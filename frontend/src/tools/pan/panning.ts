/** The picture in the hand. Escape puts it back where it was. */

import { pannedBy, type ViewTransform } from "@/model/view-transform";
import type { PointerInput } from "../input";
import { PLAIN, stepTo, type ToolState } from "../tool";

export function panning(before: ViewTransform, from: PointerInput, home: ToolState): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "pan.panning",
    cursor: "grabbing",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "up") return stepTo(home);
      const dx = input.screen.x - from.screen.x;
      const dy = input.screen.y - from.screen.y;
      return stepTo(state, {
        type: "set_view",
        view: pannedBy(before, dx, dy, scene.image, scene.viewport),
      });
    },
    onCancel: () => stepTo(home, { type: "set_view", view: before }),
  };
  return state;
}
