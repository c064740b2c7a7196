/** Lines with corners, in image pixels; they may cross themselves. */

import type { ShapeKind } from "./kind";
import { boundsOf, distanceToRun, outlineOf, roomFor, shifted } from "./lines";
import { READ_ONLY } from "./read-only";
import type { Ring } from "./rings";

export interface PolylineGeometry {
  readonly points: Ring;
}

export const polylineKind: ShapeKind<PolylineGeometry> = {
  ...READ_ONLY,
  kind: "polyline",
  bounds: ({ points }) => boundsOf(points),
  area: () => 0,
  contains: () => false,
  distanceToOutline: ({ points }, to) => distanceToRun(points, false, to),
  outlines: ({ points }) => [outlineOf(points, false)],
  movedBy: ({ points }, dx, dy, image) => ({
    points: shifted(points, roomFor(boundsOf(points), dx, dy, image)),
  }),
};
