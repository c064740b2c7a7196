/** The wand is down: what is alike is shown; moving right takes in more, moving left less. */

import type { Crop } from "@/model/masks/pixels";
import { likeColours } from "@/model/masks/wand";
import { visibleBounds } from "@/model/view-transform";
import type { PointerInput } from "../input";
import { applied, type Work } from "../masks/apply";
import { kept, LET_GO, shown } from "../masks/finish";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";

/** More samples than these take too long to go through at every move. */
const MOST_SAMPLES = 1_000_000;
const MOST_TOLERANCE = 255;
/** How far the pointer goes for a step of tolerance, in CSS pixels. */
const PX_FOR_A_STEP = 3;

/** Null while the picture cannot be read. */
export function wandAt(work: Work, from: PointerInput, scene: Scene, home: ToolState): Step | null {
  const crop = scene.pixels(visibleBounds(scene.view, scene.viewport), MOST_SAMPLES);
  if (crop === null) return null;
  return touching(
    { work, from, crop, start: scene.masks.tolerance },
    scene.masks.tolerance,
    scene,
    home,
  );
}

interface Touch {
  readonly work: Work;
  readonly from: PointerInput;
  readonly crop: Crop;
  readonly start: number;
}

function touching(touch: Touch, tolerance: number, scene: Scene, home: ToolState): Step {
  const { work, crop, from, start } = touch;
  const alike = likeColours(crop, from.image, tolerance, scene.image);
  const region = applied(work, alike);
  const state: ToolState = {
    ...PLAIN,
    name: "wand.pressing",
    cursor: "ew-resize",
    isGesture: true,
    onPointer: (input, now) => {
      if (input.phase === "up")
        return stepTo(home, ...kept(now, work.target, region), {
          type: "set_masks",
          settings: { tolerance },
        });
      const moved = Math.round((input.screen.x - from.screen.x) / PX_FOR_A_STEP);
      const wanted = Math.min(Math.max(start + moved, 0), MOST_TOLERANCE);
      return wanted === tolerance ? stepTo(state) : touching(touch, wanted, now, home);
    },
    onCancel: () => stepTo(home, ...LET_GO),
  };
  return stepTo(state, shown(work.target, region));
}
