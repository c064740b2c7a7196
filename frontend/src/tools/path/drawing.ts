/** A path between two presses: the next point follows the pointer. */

import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { snapped } from "../snap";
import { stepTo, type Step, type ToolState } from "../tool";
import { pathByKeys, startOfKeys } from "./by-keys";
import { finished } from "./finish";
import { isClosing, nameOf, previewOf, type PathPlan, type Runs, unfinishedOf } from "./plan";
import { pressingPath } from "./pressing";
import { arrowOf } from "../arrows";

const SECONDARY_BUTTON = 2;

export function drawingPath(plan: PathPlan, runs: Runs): ToolState {
  const state: ToolState = {
    name: `${nameOf(plan)}.drawing`,
    cursor: "crosshair",
    isGesture: true,
    unfinished: unfinishedOf(plan, runs),
    isWaiting: true,
    hasCrosshair: false,
    onPointer: (input, scene) => {
      if (input.phase === "up") return stepTo(state);
      if (input.phase === "move") return followed(plan, runs, state, input, scene);
      if (input.button === SECONDARY_BUTTON) return takenBack(plan, runs);
      return pressingPath(plan, runs, input).onPointer({ ...input, phase: "move" }, scene);
    },
    onKey: (action, scene) => {
      if (action === "gesture.finish") return finished(plan, runs, state, scene);
      if (arrowOf(action) === null && action !== "shape.new") return null;
      const byKeys = pathByKeys(plan, runs, startOfKeys(runs, scene));
      return byKeys.onKey(action, scene);
    },
    takeBack: () => takenBack(plan, runs),
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}

/** Without the last press; with none left a new shape is let go, a hole waits for its first point. */
function takenBack(plan: PathPlan, runs: Runs): Step {
  const rest = runs.slice(0, -1);
  if (rest.length > 0 || plan.hollowed !== null)
    return stepTo(drawingPath(plan, rest), previewOf(plan, rest));
  return stepTo(plan.home, { type: "preview", preview: null });
}

function followed(
  plan: PathPlan,
  runs: Runs,
  state: ToolState,
  input: PointerInput,
  scene: Scene,
): Step {
  const { at, isSnapped } = snapped(input, scene, plan.hollowed?.id ?? null);
  const look = { isSnapped, isClosing: isClosing(plan, runs, input, scene) };
  return stepTo(state, previewOf(plan, runs, at, look));
}
