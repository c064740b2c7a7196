/** A box being dragged round an object, and the wait for what is found in it. */

import { insideImage, type Bounds, type ImagePoint } from "@/model/points";
import { boxBetween, type BoxGeometry } from "@/model/shapes/box";
import type { Command } from "../commands";
import { LET_GO } from "../masks/finish";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import type { CutoutPlan } from "./plan";

/** A box narrower or lower than this holds no object, in image pixels. */
const SMALLEST_SIDE_PX = 4;
const NOTICES = { nothing: "cutout_nothing", not_read: "picture_not_read" } as const;
/** Nothing came in time, or it broke; whose fault it is, is said by its name. */
const FAILED = { cutter: "cutout_failed", plugin: "plugin_failed" } as const;
const DONE: readonly Command[] = [...LET_GO, { type: "preview", preview: null }];

export function drawingBox(corner: ImagePoint, plan: CutoutPlan): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "cutout.drawing",
    cursor: "crosshair",
    isGesture: true,
    hasCrosshair: true,
    onPointer: (input, scene) => {
      if (input.phase === "down") return stepTo(state);
      const box = boxBetween(corner, insideImage(input.image, scene.image));
      if (input.phase === "move") return stepTo(state, shownBox(box, plan));
      if (Math.min(box.width, box.height) < SMALLEST_SIDE_PX)
        return stepTo(plan.home, ...DONE, { type: "notify", notice: { type: "too_small" } });
      scene[plan.by].begin(boundsOf(box));
      return answered(working(plan), plan, scene);
    },
    onCancel: () => stepTo(plan.home, ...DONE),
  };
  return state;
}

function working(plan: CutoutPlan): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "cutout.working",
    cursor: "progress",
    isGesture: true,
    // A model may take a minute: the picture is looked about meanwhile.
    outlivesPan: true,
    onPointer: (_, scene) => answered(state, plan, scene),
    onNews: (scene) => answered(state, plan, scene),
    onCancel: () => stepTo(plan.home, ...DONE),
  };
  return state;
}

function answered(waiting: ToolState, plan: CutoutPlan, scene: Scene): Step {
  const found = scene[plan.by].found();
  if (found.type === "working") return stepTo(waiting);
  if (found.type === "region") return stepTo(plan.home, ...DONE, ...plan.keep(found.region, scene));
  const type = found.type === "failed" ? FAILED[plan.by] : NOTICES[found.type];
  return stepTo(plan.home, ...DONE, { type: "notify", notice: { type } });
}

function shownBox(geometry: BoxGeometry, { label }: CutoutPlan): Command {
  const preview = { shapeId: null, kind: "box", label, geometry, heldHandle: null };
  return { type: "preview", preview };
}

function boundsOf({ x, y, width, height }: BoxGeometry): Bounds {
  return { minX: x, minY: y, maxX: x + width, maxY: y + height };
}
