/** Turned box: two ends of a side, by a drag or two clicks, then how far the box reaches. */

import { imagePoint, type ImagePoint, type ImageSize } from "@/model/points";
import { rotatedBoxBetween, rotatedBoxOn } from "@/model/shapes/rotated-box";
import { centredAt } from "@/model/shapes/turned";
import type { UnfinishedPoints } from "@/model/unfinished";
import { beginByKeys } from "../corners/by-keys";
import { finishedShape, previewOf, type Planned } from "../corners/finish";
import { idleTool } from "../corners/idle";
import { placing, placingOn, type Placing } from "../placing/placing";
import { pointsOf, unfinishedPoints } from "../placing/unfinished";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import { snappedClosely } from "../snap";
import { draggingSide } from "./dragging-side";

const kind = "rotated_box";
const POINTS_WANTED = 3;

/** Two places this near to one another are no side yet, in image pixels. */
const SHORTEST_SIDE_PX = 1;

function planFor(label: string, image: ImageSize, points: readonly ImagePoint[]): Placing {
  const shape: Planned = { kind, label, home: rotatedBoxIdle };
  const [from, to] = points;
  const boxOn = (a: ImagePoint, b: ImagePoint, reach: ImagePoint) => {
    const box = rotatedBoxOn(a, b, reach);
    return centredAt(box, imagePoint(box.center_x, box.center_y), image);
  };
  return {
    tool: kind,
    home: rotatedBoxIdle,
    prompt: { name: null, number: points.length + 1, of: POINTS_WANTED },
    last: points.at(-1) ?? null,
    unfinished: unfinishedPoints(kind, label, points),
    shown: (at, snappedTo = null) => {
      if (from !== undefined && to !== undefined)
        return previewOf(boxOn(from, to, at), shape, snappedTo);
      const side = [from ?? at, at].map(({ x, y }) => [x, y] as const);
      return previewOf({ points: side }, { ...shape, kind: "polyline" }, snappedTo);
    },
    placeOf: snappedClosely,
    placed: (at) => {
      if (from !== undefined && to !== undefined) return finishedShape(boxOn(from, to, at), shape);
      const isSide = from === undefined || distance(from, at) >= SHORTEST_SIDE_PX;
      return planFor(label, image, isSide ? [...points, at] : points);
    },
    takenBack: () => (points.length < 2 ? null : planFor(label, image, points.slice(0, -1))),
    finished: () =>
      stepTo(placing(planFor(label, image, points)), {
        type: "notify",
        notice: { type: "too_few_points" },
      }),
  };
}

function distance(a: ImagePoint, b: ImagePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export const rotatedBoxIdle: ToolState = idleTool(
  kind,
  kind,
  (input, scene, label) => {
    const begun = draggingSide(input, planFor(label, scene.image, []));
    return stepTo(begun, ...begun.onPointer({ ...input, phase: "move" }, scene).commands);
  },
  false,
);

/** Upright in the middle; `.` and `,` turn it. */
export function beginRotatedBoxByKeys(scene: Scene, label: string): Step {
  return beginByKeys(scene, { kind, label, home: rotatedBoxIdle, between: rotatedBoxBetween });
}

/** Null of what could not have been left. */
export function resumeRotatedBox(
  { label, points }: UnfinishedPoints,
  image: ImageSize,
): Step | null {
  const isUnderWay = points.length > 0 && points.length < POINTS_WANTED;
  return isUnderWay ? placingOn(planFor(label, image, pointsOf(points))) : null;
}
