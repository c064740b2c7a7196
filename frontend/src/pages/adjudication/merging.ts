/** Several people's drawings of one object as one shape. */

import type { BoxShape, Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { intersection, NOTHING, union, type Region } from "@/model/masks/region";
import { joinedPolygons } from "@/model/shapes/join";
import { keypointsKind, type KeypointsGeometry } from "@/model/shapes/keypoints";
import { median, middlePoints, middleTurned } from "./merging-turned";

/** A shape that somebody drew. */
export interface Member {
  readonly person: number;
  readonly shape: Shape;
}

/**
 * Two shapes that are one object, by what people drew of both: of boxes, turned or not, ellipses and
 * skeletons the middle, of masks the pixels that half of the people have at least, of polygons the
 * outline of both. Where `keepsFirst` says so, the first shape.
 */
export function mergedShape(kept: Shape, other: Shape, members: readonly Member[]): Shape {
  if (kept.kind !== other.kind) return kept;
  switch (kept.kind) {
    case "box":
      return middleBox(kept, members);
    case "mask":
      return majorityMask(kept, members);
    case "rotated_box":
      return middleRotated(kept, members);
    case "ellipse":
      return middleEllipse(kept, members);
    case "keypoints":
      return middleSkeleton(kept, members);
    case "polygon":
      return joined(kept, other);
    case "polyline":
      return kept;
  }
}

/**
 * Whether nothing of both can be made: shapes of two kinds, lines, which may run beside or after
 * each other, polygons that lie apart, skeletons and masks of which no point or pixel is of half of
 * the people, and shapes of a kind that nobody drew, as where the reviewer drew both anew.
 */
export function keepsFirst(kept: Shape, other: Shape, members: readonly Member[]): boolean {
  return mergedShape(kept, other, members) === kept;
}

function joined(kept: Extract<Shape, { kind: "polygon" }>, other: Shape): Shape {
  if (other.kind !== "polygon") return kept;
  const geometry = joinedPolygons(kept.geometry, other.geometry);
  return geometry === null ? kept : { ...kept, geometry };
}

type OfKind<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

function ofKind<K extends Shape["kind"]>(members: readonly Member[], kind: K) {
  return members.flatMap(({ person, shape }) =>
    // The kind was looked at.
    shape.kind === kind ? [{ person, shape: shape as OfKind<K> }] : [],
  );
}

function middleRotated(kept: OfKind<"rotated_box">, members: readonly Member[]): Shape {
  const all = ofKind(members, kept.kind).map(({ shape: { geometry } }) => geometry);
  if (all.length === 0) return kept;
  const sized = ({ width, height, ...turned }: (typeof all)[number]) => ({ ...turned, wide: width, high: height }); // prettier-ignore
  const { wide: width, high: height, ...turned } = middleTurned(sized(kept.geometry), all.map(sized)); // prettier-ignore
  return { ...kept, geometry: { ...turned, width, height } };
}

function middleEllipse(kept: OfKind<"ellipse">, members: readonly Member[]): Shape {
  const all = ofKind(members, kept.kind).map(({ shape: { geometry } }) => geometry);
  if (all.length === 0) return kept;
  const sized = ({ radius_x, radius_y, ...turned }: (typeof all)[number]) => ({ ...turned, wide: radius_x, high: radius_y }); // prettier-ignore
  const { wide: radius_x, high: radius_y, ...turned } = middleTurned(sized(kept.geometry), all.map(sized)); // prettier-ignore
  return { ...kept, geometry: { ...turned, radius_x, radius_y } };
}

function middleSkeleton(kept: OfKind<"keypoints">, members: readonly Member[]): Shape {
  const people = new Map<number, KeypointsGeometry>();
  for (const { person, shape } of ofKind(members, kept.kind)) {
    const before = people.get(person)?.points ?? {};
    people.set(person, { points: { ...shape.geometry.points, ...before } });
  }
  const geometry = middlePoints([...people.values()]);
  // Where everybody placed other points, none has half of the people.
  return keypointsKind.isTooSmall(geometry) ? kept : { ...kept, geometry };
}

function middleBox(kept: BoxShape, members: readonly Member[]): Shape {
  const boxes = members.flatMap(({ shape }) => (shape.kind === "box" ? [shape] : []));
  if (boxes.length === 0) return kept;
  const side = (of: (box: BoxShape) => number) => median(boxes.map(of));
  const x = side(({ geometry }) => geometry.x);
  const y = side(({ geometry }) => geometry.y);
  return {
    ...kept,
    geometry: {
      x,
      y,
      width: side(({ geometry }) => geometry.x + geometry.width) - x,
      height: side(({ geometry }) => geometry.y + geometry.height) - y,
    },
  };
}

/** What one person drew in several pieces counts once. */
function majorityMask(kept: Extract<Shape, { kind: "mask" }>, members: readonly Member[]): Shape {
  const byPerson = new Map<number, Region>();
  for (const { person, shape } of members) {
    if (shape.kind !== "mask") continue;
    byPerson.set(person, union(byPerson.get(person) ?? NOTHING, regionOf(shape.geometry)));
  }
  const geometry = maskOf(heldByHalf([...byPerson.values()]));
  return geometry === null ? kept : { ...kept, geometry };
}

/** The pixels in half of the regions at least; of two, in either. */
function heldByHalf(regions: readonly Region[]): Region {
  const wanted = Math.ceil(regions.length / 2);
  // At place n the pixels in n + 1 of the regions so far at least.
  let held: readonly Region[] = Array.from({ length: wanted }, () => NOTHING);
  for (const region of regions) {
    held = held.map((now, place) => {
      const before = place === 0 ? region : intersection(held[place - 1] ?? NOTHING, region);
      return union(now, before);
    });
  }
  return held.at(-1) ?? NOTHING;
}
