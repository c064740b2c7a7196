/** Superpixels, nothing in the hand: the cell under the pointer is shown; press or sweep to take. */

import { cellRegion } from "@/model/masks/cells";
import { isNotice, workFor } from "../masks/apply";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { begunSweep } from "./sweeping";

export const superpixelsIdle: ToolState = {
  ...PLAIN,
  name: "superpixels.idle",
  cursor: "crosshair",
  isGesture: false,
  onPointer: (input, scene) => {
    if (input.phase === "down") return pressed(input, scene);
    const cells = input.phase === "move" && input.device !== "touch" ? scene.cells() : null;
    const region = cells === null ? null : cellRegion(cells, input.image, scene.image);
    return stepTo(superpixelsIdle, { type: "aim", region });
  },
  onCancel: () => stepTo(superpixelsIdle, { type: "choose", shapeId: null }),
};

function pressed(input: PointerInput, scene: Scene): Step {
  const work = workFor(input, scene, scene.masks.takesAway);
  if (work === null) return stepTo(superpixelsIdle);
  if (isNotice(work)) return stepTo(superpixelsIdle, { type: "notify", notice: work });
  const cells = scene.cells();
  if (cells === null)
    return stepTo(superpixelsIdle, { type: "notify", notice: { type: "cells_not_read" } });
  return begunSweep({ work, cells, home: superpixelsIdle }, input.image, scene);
}
