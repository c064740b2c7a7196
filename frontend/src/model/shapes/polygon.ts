/** Polygons: an outer ring of corners and rings of holes, in image pixels; rings are not closed. */

import type { ImagePoint, ImageSize } from "../points";
import type { PointEdits, ShapeKind } from "./kind";
import {
  boundsOf,
  distanceToRun,
  outlineOf,
  ringContains,
  roomFor,
  shifted,
  stretched,
} from "./lines";
import {
  pointHandles,
  pointIds,
  runOf,
  withoutPointAt,
  withPointAt,
  withPointIn,
} from "./ring-points";
import { ringArea, type Ring } from "./rings";

export interface PolygonGeometry {
  readonly points: Ring;
  readonly holes: readonly Ring[];
}

const LEAST_POINTS = 3;
/** What is smaller is a slip of the hand, in square image pixels. */
const SMALLEST_AREA_PX = 1;

/** The area of the first ring without the others, in square pixels. */
export function polygonArea([outer, ...holes]: readonly Ring[]): number {
  const hollow = holes.reduce((total, hole) => total + ringArea(hole), 0);
  return ringArea(outer ?? []) - hollow;
}

/** The outer ring, then the holes. */
export function ringsOf({ points, holes }: PolygonGeometry): readonly Ring[] {
  return [points, ...holes];
}

export function polygonOf([points = [], ...holes]: readonly Ring[]): PolygonGeometry {
  return { points, holes };
}

function contains({ points, holes }: PolygonGeometry, at: ImagePoint): boolean {
  return ringContains(points, at) && !holes.some((hole) => ringContains(hole, at));
}

function movedBy(
  polygon: PolygonGeometry,
  dx: number,
  dy: number,
  image: ImageSize,
): PolygonGeometry {
  const room = roomFor(boundsOf(polygon.points), dx, dy, image);
  return polygonOf(ringsOf(polygon).map((ring) => shifted(ring, room)));
}

function grownBy(
  polygon: PolygonGeometry,
  dx: number,
  dy: number,
  image: ImageSize,
): PolygonGeometry {
  const bounds = boundsOf(polygon.points);
  return polygonOf(ringsOf(polygon).map((ring) => stretched(ring, bounds, dx, dy, image)));
}

const points: PointEdits<PolygonGeometry> = {
  idsOf: (polygon) => pointIds(ringsOf(polygon)),
  withPoint: (polygon, handleId, at) => {
    const found = withPointIn(ringsOf(polygon), true, handleId, at);
    return found && { geometry: polygonOf(found.runs), handleId: found.handleId };
  },
  withoutPoint: (polygon, handleId) => {
    const rings = withoutPointAt(ringsOf(polygon), handleId, LEAST_POINTS);
    if (rings !== null) return polygonOf(rings);
    // A hole goes with its last corners; the outer ring cannot.
    const run = runOf(handleId);
    return run === 0 ? null : polygonOf(ringsOf(polygon).toSpliced(run, 1));
  },
};

export const polygonKind: ShapeKind<PolygonGeometry> = {
  kind: "polygon",
  bounds: (polygon) => boundsOf(polygon.points),
  area: (polygon) => polygonArea(ringsOf(polygon)),
  contains,
  distanceToOutline: (polygon, at) =>
    Math.min(...ringsOf(polygon).map((ring) => distanceToRun(ring, true, at))),
  handles: (polygon, scale) => pointHandles(ringsOf(polygon), true, scale),
  outlines: (polygon) => ringsOf(polygon).map((ring) => outlineOf(ring, true)),
  movedBy,
  withHandleAt: (polygon, handleId, to, image) =>
    polygonOf(withPointAt(ringsOf(polygon), handleId, to, image)),
  grownBy,
  isTooSmall: (polygon) =>
    polygon.points.length < LEAST_POINTS || polygonArea(ringsOf(polygon)) < SMALLEST_AREA_PX,
  points,
};
