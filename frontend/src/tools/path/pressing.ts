/** Pressed: letting go places a point here; a mouse or pen that goes on draws freehand. */

import type { PointerInput } from "../input";
import { isDrag, type Scene } from "../scene";
import { snapped } from "../snap";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { drawingPath } from "./drawing";
import { finished } from "./finish";
import { drawingFreehand } from "./freehand";
import {
  isClosing,
  isEnd,
  nameOf,
  positionOf,
  previewOf,
  type PathPlan,
  type Runs,
  unfinishedOf,
} from "./plan";

export function pressingPath(plan: PathPlan, runs: Runs, from: PointerInput): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${nameOf(plan)}.pressing`,
    cursor: "crosshair",
    isGesture: true,
    unfinished: unfinishedOf(plan, runs),
    onPointer: (input, scene) => {
      if (input.phase === "up") return placed(plan, runs, input, scene);
      if (isFreehand(input, scene))
        return drawingFreehand(plan, runs, [positionOf(startOf(scene))]).onPointer(input, scene);
      const { at, isSnapped } = snapped(input, scene, plan.hollowed?.id ?? null);
      const look = { isSnapped, isClosing: isClosing(plan, runs, input, scene) };
      return stepTo(state, previewOf(plan, runs, at, look));
    },
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
    onInterrupt: () =>
      runs.length === 0 && plan.hollowed === null
        ? state.onCancel()
        : stepTo(drawingPath(plan, runs), previewOf(plan, runs)),
  };

  function isFreehand(input: PointerInput, scene: Scene): boolean {
    const draws = input.device !== "touch" || scene.isFreehand;
    return draws && isDrag(from, input);
  }

  function startOf(scene: Scene) {
    return snapped(from, scene, plan.hollowed?.id ?? null).at;
  }

  return state;
}

/** By touch it counts where the finger lifts, so that the loupe can be used. */
function placed(plan: PathPlan, runs: Runs, input: PointerInput, scene: Scene): Step {
  if (isEnd(plan, runs, input, scene)) return finished(plan, runs, drawingPath(plan, runs), scene);
  const { at } = snapped(input, scene, plan.hollowed?.id ?? null);
  const next = [...runs, [positionOf(at)]];
  return stepTo(drawingPath(plan, next), previewOf(plan, next));
}
