/** Box by its four extreme points: a click each on the top, left, bottom and right of a thing. */

import { imagePoint, insideImage, type ImagePoint } from "@/model/points";
import { boxBetween, boxKind } from "@/model/shapes/box";
import { finishedShape, previewOf } from "../corners/finish";
import { idleTool } from "../corners/idle";
import type { PointerInput } from "../input";
import { placing, placingByKeys, placingOn, pressingPoint, type Placing } from "../placing/placing";
import { pointsOf, unfinishedPoints } from "../placing/unfinished";
import type { UnfinishedPoints } from "@/model/unfinished";
import type { Scene } from "../scene";
import type { Snapped } from "../snap";
import { sidesSnapped } from "../snap-sides";
import { stepTo, type Step, type ToolState } from "../tool";

const POINTS_WANTED = 4;

function planFor(label: string, points: readonly ImagePoint[]): Placing {
  const shape = { kind: "box", label, home: boxExtremesIdle };
  return {
    tool: "box_extremes",
    home: boxExtremesIdle,
    prompt: { name: null, number: points.length + 1, of: POINTS_WANTED },
    last: points.at(-1) ?? null,
    unfinished: unfinishedPoints("box_extremes", label, points),
    shown: (at, snappedTo = null) => previewOf(boxRound([...points, at]), shape, snappedTo),
    placeOf: endSnapped,
    placed: (at) => {
      const now = [...points, at];
      return now.length < POINTS_WANTED ? planFor(label, now) : finishedShape(boxRound(now), shape);
    },
    takenBack: () => (points.length < 2 ? null : planFor(label, points.slice(0, -1))),
    finished: () =>
      points.length < 2
        ? stepTo(placing(planFor(label, points)), {
            type: "notify",
            notice: { type: "too_few_points" },
          })
        : finishedShape(boxRound(points), shape),
  };
}

/** As the first corner of a box: each side of it to what lies beside it. */
function endSnapped(input: PointerInput, scene: Scene): Snapped {
  const point = insideImage(input.image, scene.image);
  const box = boxKind.bounds(boxBetween(point, point));
  const held = { isUprightHeld: true, isLevelHeld: true, exceptId: null };
  return sidesSnapped(point, input, scene, { ...held, box, stays: null });
}

function boxRound(points: readonly ImagePoint[]) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return boxBetween(
    imagePoint(Math.min(...xs), Math.min(...ys)),
    imagePoint(Math.max(...xs), Math.max(...ys)),
  );
}

export const boxExtremesIdle: ToolState = idleTool("box", "box_extremes", (input, scene, label) => {
  const begun = pressingPoint(planFor(label, []));
  return stepTo(begun, ...begun.onPointer({ ...input, phase: "move" }, scene).commands);
});

export function beginBoxExtremesByKeys(scene: Scene, label: string): Step {
  return placingByKeys(planFor(label, []), scene);
}

/** Null of what could not have been left. */
export function resumeBoxExtremes({ label, points }: UnfinishedPoints): Step | null {
  const isUnderWay = points.length > 0 && points.length < POINTS_WANTED;
  return isUnderWay ? placingOn(planFor(label, pointsOf(points))) : null;
}
