/** Turned rectangles; the width runs along the axis that `angle_deg` turns, in image pixels. */

import type { ImagePoint } from "../points";
import type { ShapeKind } from "./kind";
import { distanceToRun } from "./lines";
import { READ_ONLY } from "./read-only";
import { boundsAround, movedByCentre, toOwnAxes, toPicture, turnOf, type Turned } from "./turned";

export interface RotatedBoxGeometry extends Turned {
  readonly width: number;
  readonly height: number;
}

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

function cornersOf(box: RotatedBoxGeometry): readonly ImagePoint[] {
  return CORNERS.map(([x, y]) => toPicture(box, (x * box.width) / 2, (y * box.height) / 2));
}

function bounds(box: RotatedBoxGeometry) {
  const { cos, sin } = turnOf(box);
  const [wide, high] = [box.width / 2, box.height / 2];
  return boundsAround(
    box,
    Math.abs(cos) * wide + Math.abs(sin) * high,
    Math.abs(sin) * wide + Math.abs(cos) * high,
  );
}

function contains(box: RotatedBoxGeometry, point: ImagePoint): boolean {
  const [across, along] = toOwnAxes(box, point);
  return Math.abs(across) <= box.width / 2 && Math.abs(along) <= box.height / 2;
}

export const rotatedBoxKind: ShapeKind<RotatedBoxGeometry> = {
  ...READ_ONLY,
  kind: "rotated_box",
  bounds,
  area: (box) => box.width * box.height,
  contains,
  distanceToOutline: (box, point) => {
    const ring = cornersOf(box).map(({ x, y }) => [x, y] as const);
    return distanceToRun(ring, true, point);
  },
  outlines: (box) => [{ points: cornersOf(box), isClosed: true }],
  movedBy: movedByCentre,
};
