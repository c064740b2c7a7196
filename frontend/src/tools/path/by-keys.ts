/** A path made with the keys: arrows move a point, N puts it down, Enter ends the path. */

import { imagePoint, insideImage, screenPoint, toHundredth, type ImagePoint } from "@/model/points";
import { toImage } from "@/model/view-transform";
import { arrowOf, strideOf, type Arrow } from "../arrows";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import { drawingPath } from "./drawing";
import { finished } from "./finish";
import { nameOf, positionOf, previewOf, type PathPlan, type Runs, unfinishedOf } from "./plan";

export function beginPathByKeys(plan: PathPlan, scene: Scene): Step {
  const cursor = startOfKeys([], scene);
  return stepTo(
    pathByKeys(plan, [], cursor),
    ...(plan.hollowed === null && plan.work === undefined
      ? [{ type: "choose", shapeId: null } as const]
      : []),
    ...shown(plan, [], cursor),
  );
}

/** At the last point, else in the middle of what is in sight. */
export function startOfKeys(runs: Runs, { view, viewport, image }: Scene): ImagePoint {
  const last = runs.flat().at(-1);
  if (last !== undefined) return imagePoint(...last);
  const middle = toImage(view, screenPoint(viewport.width / 2, viewport.height / 2));
  const { x, y } = insideImage(middle, image);
  return imagePoint(Math.round(x), Math.round(y));
}

export function pathByKeys(plan: PathPlan, runs: Runs, cursor: ImagePoint): ToolState {
  const state: ToolState = {
    name: `${nameOf(plan)}.by_keys`,
    cursor: "crosshair",
    isGesture: true,
    unfinished: unfinishedOf(plan, runs),
    isWaiting: true,
    hasCrosshair: false,
    // A pointer that wanders over the stage does not disturb a shape made with the keys.
    onPointer: (input, scene) =>
      input.phase === "down" ? drawingPath(plan, runs).onPointer(input, scene) : stepTo(state),
    onKey: (action, scene) => {
      if (action === "gesture.finish")
        return finished(plan, withCursor(runs, cursor), state, scene);
      if (action === "shape.new") return at(plan, [...runs, [positionOf(cursor)]], cursor);
      const arrow = arrowOf(action);
      return arrow === null ? null : at(plan, runs, stepped(cursor, arrow, scene));
    },
    takeBack: () => at(plan, runs.slice(0, -1), cursor),
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}

function at(plan: PathPlan, runs: Runs, cursor: ImagePoint): Step {
  return stepTo(pathByKeys(plan, runs, cursor), ...shown(plan, runs, cursor));
}

function shown(plan: PathPlan, runs: Runs, cursor: ImagePoint) {
  const notice = { type: "point_by_keys", at: cursor, count: runs.flat().length } as const;
  return [previewOf(plan, runs, cursor), { type: "notify", notice }] as const;
}

/** Where the cursor stands counts as a point when it is not one already. */
function withCursor(runs: Runs, cursor: ImagePoint): Runs {
  const isThere = runs.flat().some(([x, y]) => x === cursor.x && y === cursor.y);
  return isThere ? runs : [...runs, [positionOf(cursor)]];
}

/** Arrows go by a stride on the screen, with Shift by a pixel of the picture. */
function stepped(cursor: ImagePoint, arrow: Arrow, scene: Scene): ImagePoint {
  const stride = arrow.how === "move" ? strideOf(scene) : 1;
  const moved = imagePoint(cursor.x + arrow.dx * stride, cursor.y + arrow.dy * stride);
  const { x, y } = insideImage(moved, scene.image);
  return imagePoint(toHundredth(x), toHundredth(y));
}
