/** Named points of one object, in image pixels; a point that is not there was not marked. */

import { imagePoint, insideImage, toHundredth, type ImagePoint, type ImageSize } from "../points";
import type { Skeleton } from "../schema";
import type { Handle, Outline, PointEdits, ShapeKind } from "./kind";
import { boundsOf, roomFor, stretched } from "./lines";
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

function handles({ points }: KeypointsGeometry): readonly Handle[] {
  return Object.entries(points).map(([id, { x, y }]) => ({
    id,
    role: "point",
    point: imagePoint(x, y),
    cursor: "move",
  }));
}

function withHandleAt(
  { points }: KeypointsGeometry,
  handleId: string,
  to: ImagePoint,
  image: ImageSize,
): KeypointsGeometry {
  const point = points[handleId];
  if (point === undefined) return { points };
  const { x, y } = insideImage(to, image);
  return { points: { ...points, [handleId]: { ...point, x: toHundredth(x), y: toHundredth(y) } } };
}

function grownBy(
  { points }: KeypointsGeometry,
  dx: number,
  dy: number,
  image: ImageSize,
): KeypointsGeometry {
  const keys = Object.entries(points);
  const ring: Ring = keys.map(([, { x, y }]) => [x, y]);
  const grown = stretched(ring, boundsOf(ring), dx, dy, image);
  const moved = keys.map(([key, point], index) => {
    const [x, y] = grown[index] ?? [point.x, point.y];
    return [key, { ...point, x, y }] as const;
  });
  return { points: Object.fromEntries(moved) };
}

const points: PointEdits<KeypointsGeometry> = {
  idsOf: (keypoints) => Object.keys(keypoints.points),
  // Which points there are is the skeleton's to say.
  withPoint: () => null,
  withoutPoint: (keypoints, handleId) => {
    const left = Object.entries(keypoints.points).filter(([key]) => key !== handleId);
    return left.length === 0 ? null : { points: Object.fromEntries(left) };
  },
  withSightToggled: (keypoints, handleId) => {
    const point = keypoints.points[handleId];
    if (point === undefined) return keypoints;
    const toggled = { ...point, is_visible: !point.is_visible };
    return { points: { ...keypoints.points, [handleId]: toggled } };
  },
};

/** The lines of a skeleton between points that are there. */
export function skeletonLines(
  { points: placed }: KeypointsGeometry,
  edges: Skeleton["edges"],
): readonly Outline[] {
  return edges.flatMap(([from, to]) => {
    const [a, b] = [placed[from], placed[to]];
    if (a === undefined || b === undefined) return [];
    return [{ points: [imagePoint(a.x, a.y), imagePoint(b.x, b.y)], isClosed: false }];
  });
}

export const keypointsKind: ShapeKind<KeypointsGeometry> = {
  kind: "keypoints",
  bounds: (keypoints) => boundsOf(placesOf(keypoints)),
  area: () => 0,
  contains: () => false,
  distanceToOutline,
  handles,
  outlines,
  movedBy,
  withHandleAt,
  grownBy,
  isTooSmall: (keypoints) => Object.keys(keypoints.points).length === 0,
  points,
};
