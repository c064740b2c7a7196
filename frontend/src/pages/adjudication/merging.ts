/** Several people's drawings of one object as one shape. */

import type { BoxShape, Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { intersection, NOTHING, union, type Region } from "@/model/masks/region";
import { joinedPolygons } from "@/model/shapes/join";

/** A shape that somebody drew. */
export interface Member {
  readonly person: number;
  readonly shape: Shape;
}

/**
 * Two shapes that are one object, by what people drew of both: of boxes the middle of all sides, of
 * masks the pixels that half of the people have at least, of polygons the outline of both. Of
 * another kind, and where polygons lie apart, the first shape.
 */
export function mergedShape(kept: Shape, other: Shape, members: readonly Member[]): Shape {
  if (kept.kind === "box") return middleBox(kept, members);
  if (kept.kind === "mask") return majorityMask(kept, members);
  if (kept.kind !== "polygon" || other.kind !== "polygon") return kept;
  const geometry = joinedPolygons(kept.geometry, other.geometry);
  return geometry === null ? kept : { ...kept, geometry };
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
  return (low + high) / 2;
}
