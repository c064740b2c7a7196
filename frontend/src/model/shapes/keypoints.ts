/** Named points of one object, in image pixels; a point that is not there was not marked. */

import { imagePoint, type ImagePoint, type ImageSize } from "../points";
import type { Outline, ShapeKind } from "./kind";
import { boundsOf, roomFor } from "./lines";
import { READ_ONLY } from "./read-only";
import type { Ring } from "./rings";

export interface Keypoint {
  readonly x: number;
  readonly y: number;
  /** False for a point that is hidden, and marked where it must be. */
  readonly is_visible: boolean;
}

export interface KeypointsGeometry {
  readonly points: Readonly<Record<string, Keypoint>>;
}

/** The half of a mark is this share of the object's longer side, and never shorter than `LEAST`. */
const MARK_SHARE = 0.02;
const LEAST_MARK_PX = 3;

function placesOf({ points }: KeypointsGeometry): Ring {
  return Object.values(points).map(({ x, y }) => [x, y]);
}

function distanceToOutline(keypoints: KeypointsGeometry, to: ImagePoint): number {
  return placesOf(keypoints).reduce(
    (nearest, [x, y]) => Math.min(nearest, Math.hypot(to.x - x, to.y - y)),
    Infinity,
  );
}

/** A diamond round a visible point, a cross through a hidden one. */
function outlines(keypoints: KeypointsGeometry): readonly Outline[] {
  const { minX, minY, maxX, maxY } = boundsOf(placesOf(keypoints));
  const half = Math.max(LEAST_MARK_PX, MARK_SHARE * Math.max(maxX - minX, maxY - minY));
  return Object.values(keypoints.points).flatMap((point) =>
    point.is_visible ? [diamond(point, half)] : cross(point, half),
  );
}

function diamond({ x, y }: Keypoint, half: number): Outline {
  const points = [
    imagePoint(x, y - half),
    imagePoint(x + half, y),
    imagePoint(x, y + half),
    imagePoint(x - half, y),
  ];
  return { points, isClosed: true };
}

function cross({ x, y }: Keypoint, half: number): readonly Outline[] {
  const strokes = [
    [imagePoint(x - half, y - half), imagePoint(x + half, y + half)],
    [imagePoint(x - half, y + half), imagePoint(x + half, y - half)],
  ];
  return strokes.map((points) => ({ points, isClosed: false }));
}

function movedBy(
  keypoints: KeypointsGeometry,
  dx: number,
  dy: number,
  image: ImageSize,
): KeypointsGeometry {
  const [right, down] = roomFor(boundsOf(placesOf(keypoints)), dx, dy, image);
  const moved = Object.entries(keypoints.points).map(
    ([key, point]) => [key, { ...point, x: point.x + right, y: point.y + down }] as const,
  );
  return { points: Object.fromEntries(moved) };
}

export const keypointsKind: ShapeKind<KeypointsGeometry> = {
  ...READ_ONLY,
  kind: "keypoints",
  bounds: (keypoints) => boundsOf(placesOf(keypoints)),
  area: () => 0,
  contains: () => false,
  distanceToOutline,
  outlines,
  movedBy,
};
