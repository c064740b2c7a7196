/** Lines with corners, in image pixels; they may cross themselves. */

import type { PointEdits, ShapeKind } from "./kind";
import { boundsOf, distanceToRun, outlineOf, roomFor, shifted, stretched } from "./lines";
import { pointHandles, pointIds, withoutPointAt, withPointAt, withPointIn } from "./ring-points";
import type { Ring } from "./rings";

export interface PolylineGeometry {
  readonly points: Ring;
}

const LEAST_POINTS = 2;
/** What is shorter is a slip of the hand, in image pixels. */
const SHORTEST_PX = 1;

const lineOf = ([points = []]: readonly Ring[]): PolylineGeometry => ({ points });

function lengthOf(points: Ring): number {
  return points.reduce((total, [x, y], index) => {
    const [beforeX, beforeY] = points[index - 1] ?? [x, y];
    return total + Math.hypot(x - beforeX, y - beforeY);
  }, 0);
}

const points: PointEdits<PolylineGeometry> = {
  idsOf: (line) => pointIds([line.points]),
  withPoint: (line, handleId, at) => {
    const found = withPointIn([line.points], false, handleId, at);
    return found && { geometry: lineOf(found.runs), handleId: found.handleId };
  },
  withoutPoint: (line, handleId) => {
    const runs = withoutPointAt([line.points], handleId, LEAST_POINTS);
    return runs && lineOf(runs);
  },
};

export const polylineKind: ShapeKind<PolylineGeometry> = {
  kind: "polyline",
  bounds: (line) => boundsOf(line.points),
  area: () => 0,
  contains: () => false,
  distanceToOutline: (line, to) => distanceToRun(line.points, false, to),
  handles: (line, scale) => pointHandles([line.points], false, scale),
  outlines: (line) => [outlineOf(line.points, false)],
  movedBy: (line, dx, dy, image) => ({
    points: shifted(line.points, roomFor(boundsOf(line.points), dx, dy, image)),
  }),
  withHandleAt: (line, handleId, to, image) =>
    lineOf(withPointAt([line.points], handleId, to, image)),
  grownBy: (line, dx, dy, image) => ({
    points: stretched(line.points, boundsOf(line.points), dx, dy, image),
  }),
  isTooSmall: (line) => line.points.length < LEAST_POINTS || lengthOf(line.points) < SHORTEST_PX,
  points,
};
