/** A stroke under way: what the hand passes becomes points, few of them once it lets go. */

import { insideImage, toHundredth } from "@/model/points";
import { simplified, withoutLoops } from "@/model/shapes/freehand";
import type { Position, Ring } from "@/model/shapes/rings";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { drawingPath } from "./drawing";
import { finished } from "./finish";
import { isClosing, nameOf, previewOf, type PathPlan, type Runs, unfinishedOf } from "./plan";

/** Nearer points add nothing, in CSS pixels. */
const SPACING = 2;
/** How far the stroke may be from what is kept of it, in CSS pixels. */
const TOLERANCE = 1.2;

export function drawingFreehand(plan: PathPlan, runs: Runs, stroke: Ring): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${nameOf(plan)}.freehand`,
    cursor: "crosshair",
    isGesture: true,
    unfinished: unfinishedOf(plan, runs),
    onPointer: (input, scene) => {
      if (input.phase === "up") return ended(plan, runs, stroke, input, scene);
      const next = grown(stroke, input, scene);
      const look = { isClosing: isClosing(plan, [...runs, next], input, scene) };
      return stepTo(
        drawingFreehand(plan, runs, next),
        previewOf(plan, [...runs, next], null, look),
      );
    },
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
    onInterrupt: () =>
      runs.length === 0 && plan.hollowed === null
        ? state.onCancel()
        : stepTo(drawingPath(plan, runs), previewOf(plan, runs)),
  };
  return state;
}

function grown(stroke: Ring, input: PointerInput, scene: Scene): Ring {
  const { x, y } = insideImage(input.image, scene.image);
  const point: Position = [toHundredth(x), toHundredth(y)];
  const [lastX, lastY] = stroke.at(-1) ?? point;
  const isFar = Math.hypot(point[0] - lastX, point[1] - lastY) * scene.view.scale >= SPACING;
  return isFar ? [...stroke, point] : stroke;
}

/** A stroke that comes back to where the shape began closes it; a short one goes on by points. */
function ended(plan: PathPlan, runs: Runs, stroke: Ring, input: PointerInput, scene: Scene): Step {
  const next = [...runs, simplified(stroke, TOLERANCE / scene.view.scale)];
  const back = drawingPath(plan, next);
  if (plan.work !== undefined) return finished(plan, next, back, scene);
  if (!isClosing(plan, next, input, scene)) return stepTo(back, previewOf(plan, next));
  return finished(plan, [withoutLoops(next.flat())], back, scene);
}
