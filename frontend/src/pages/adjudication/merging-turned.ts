/** The middle of turned boxes or ellipses, and of skeletons: several people's, of one object. */

import type { Keypoint, KeypointsGeometry } from "@/model/shapes/keypoints";
import { turnedBy, type Turned } from "@/model/shapes/turned";
import { toHundredth } from "@/model/points";

/** A turned shape with its size along its own axes. */
export interface Sized extends Turned {
  readonly wide: number;
  readonly high: number;
}

/**
 * Middle centre, size and angle, in pixels and degrees. A shape on its side is the same as one with
 * width and height the other way round: each is taken the way that lies nearest to the first.
 */
export function middleTurned(first: Sized, all: readonly Sized[]): Sized {
  const ways = all.map((one) => ({ ...one, ...turnedLike(first, one) }));
  const of = (part: (one: (typeof ways)[number]) => number) => toHundredth(median(ways.map(part)));
  const middle = {
    center_x: of((one) => one.center_x),
    center_y: of((one) => one.center_y),
    angle_deg: first.angle_deg,
    wide: of((one) => one.wide),
    high: of((one) => one.high),
  };
  return turnedBy(middle, median(ways.map(({ turn }) => turn)));
}

/** How far it is turned from the first, in [-45, 45] degrees, and its size seen that way. */
function turnedLike(first: Sized, { angle_deg, wide, high }: Sized) {
  const quarters = Math.round((angle_deg - first.angle_deg) / 90);
  const turn = angle_deg - first.angle_deg - 90 * quarters;
  return quarters % 2 === 0 ? { turn, wide, high } : { turn, wide: high, high: wide };
}

/**
 * Of each point that half of the people have at least its middle, seen where half of them saw it.
 * What one person placed in several pieces counts once.
 */
export function middlePoints(people: readonly KeypointsGeometry[]): KeypointsGeometry {
  const names = [...new Set(people.flatMap(({ points }) => Object.keys(points)))];
  const points = names.flatMap((name): (readonly [string, Keypoint])[] => {
    const placed = people.flatMap((one) => one.points[name] ?? []);
    if (placed.length * 2 < people.length) return [];
    const middle = {
      x: toHundredth(median(placed.map(({ x }) => x))),
      y: toHundredth(median(placed.map(({ y }) => y))),
      is_visible: placed.filter((one) => one.is_visible).length * 2 >= placed.length,
    };
    return [[name, middle]];
  });
  return { points: Object.fromEntries(points) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
  return (low + high) / 2;
}
