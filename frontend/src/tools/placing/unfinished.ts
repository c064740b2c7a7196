/** Points that are down, as they are kept beside the document, and back. */

import { imagePoint, type ImagePoint } from "@/model/points";
import type { Ring } from "@/model/shapes/rings";
import type { UnfinishedPoints } from "@/model/unfinished";

/** Null before the first point. */
export function unfinishedPoints(
  kind: UnfinishedPoints["kind"],
  label: string,
  points: readonly ImagePoint[],
): UnfinishedPoints | null {
  return points.length === 0 ? null : { kind, label, points: ringOf(points) };
}

export function ringOf(points: readonly ImagePoint[]): Ring {
  return points.map(({ x, y }) => [x, y] as const);
}

export function pointsOf(ring: Ring): readonly ImagePoint[] {
  return ring.map((point) => imagePoint(...point));
}
