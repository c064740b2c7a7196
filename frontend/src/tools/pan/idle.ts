/** Pan, nothing in the hand: press and the picture comes along. */

import { PLAIN, stepTo, type ToolState } from "../tool";
import { panning } from "./panning";

export const panIdle: ToolState = {
  ...PLAIN,
  name: "pan.idle",
  cursor: "grab",
  isGesture: false,
  onPointer: (input, scene) =>
    stepTo(input.phase === "down" ? panning(scene.view, input, panIdle) : panIdle),
  onCancel: () => stepTo(panIdle),
};
