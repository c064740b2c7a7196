/** Polygons: an outer ring of corners and rings of holes, in image pixels; rings are not closed. */

import type { ImagePoint, ImageSize } from "../points";
import type { ShapeKind } from "./kind";
import { boundsOf, distanceToRun, outlineOf, ringContains, roomFor, shifted } from "./lines";
import { READ_ONLY } from "./read-only";
import { ringArea, type Ring } from "./rings";

export interface PolygonGeometry {
  readonly points: Ring;
  readonly holes: readonly Ring[];
}

/** The area of the first ring without the others, in square pixels. */
export function polygonArea([outer, ...holes]: readonly Ring[]): number {
  const hollow = holes.reduce((total, hole) => total + ringArea(hole), 0);
  return ringArea(outer ?? []) - hollow;
}

function ringsOf({ points, holes }: PolygonGeometry): readonly Ring[] {
  return [points, ...holes];
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
  return {
    points: shifted(polygon.points, room),
    holes: polygon.holes.map((hole) => shifted(hole, room)),
  };
}

export const polygonKind: ShapeKind<PolygonGeometry> = {
  ...READ_ONLY,
  kind: "polygon",
  bounds: ({ points }) => boundsOf(points),
  area: (polygon) => polygonArea(ringsOf(polygon)),
  contains,
  distanceToOutline: (polygon, at) =>
    Math.min(...ringsOf(polygon).map((ring) => distanceToRun(ring, true, at))),
  outlines: (polygon) => ringsOf(polygon).map((ring) => outlineOf(ring, true)),
  movedBy,
};
