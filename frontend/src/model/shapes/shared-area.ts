/**
 * How much two areas with straight edges share; the server's `concord.documents.shared_area` reckons
 * alike. An area is the sum of what lies below its edges, each with the sign of the way it runs; so
 * what two areas share is the sum, over pairs of an edge of each, of the area below both.
 */

import type { Shape } from "../document";
import type { Bounds } from "../points";
import { boxRing } from "./box";
import { ellipseRing } from "./ellipse";
import { boundsOf } from "./lines";
import { polygonArea, ringsOf } from "./polygon";
import type { Ring } from "./rings";
import { rotatedBoxRing } from "./rotated-box";

interface Edge {
  readonly left: number;
  readonly leftY: number;
  readonly right: number;
  readonly rightY: number;
  /** 1 where what is below it counts, -1 where it is taken off. */
  readonly sign: 1 | -1;
}

/** The edges that are not upright, from left to right. */
export interface AreaOutline {
  readonly edges: readonly Edge[];
  readonly area: number;
  readonly bounds: Bounds;
}

/** Null for kinds without straight edges round an area. */
export function areaOutline(shape: Shape): AreaOutline | null {
  const rings = ringsOfShape(shape);
  const [outer] = rings;
  if (outer === undefined) return null;
  const edges = rings.flatMap((ring, place) => edgesOf(ring, place > 0));
  return {
    edges: edges.sort((a, b) => a.left - b.left),
    area: polygonArea(rings),
    bounds: boundsOf(outer),
  };
}

function ringsOfShape(shape: Shape): readonly Ring[] {
  switch (shape.kind) {
    case "box":
      return [boxRing(shape.geometry)];
    case "rotated_box":
      return [rotatedBoxRing(shape.geometry)];
    case "ellipse":
      return [ellipseRing(shape.geometry)];
    case "polygon":
      return ringsOf(shape.geometry);
    case "mask":
    case "polyline":
    case "keypoints":
      return [];
  }
}

function edgesOf(ring: Ring, isHole: boolean): Edge[] {
  const base = ring[0]?.[1] ?? 0;
  let doubled = 0;
  const found: Edge[] = [];
  for (const [place, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(place + 1) % ring.length] ?? [x1, y1];
    doubled += (x2 - x1) * (y1 - base + (y2 - base));
    if (x1 < x2) found.push({ left: x1, leftY: y1, right: x2, rightY: y2, sign: 1 });
    else if (x2 < x1) found.push({ left: x2, leftY: y2, right: x1, rightY: y1, sign: -1 });
  }
  if (doubled < 0 === isHole) return found;
  return found.map((edge) => ({ ...edge, sign: edge.sign === 1 ? -1 : 1 }));
}

/** Square pixels in both; `count` is told, before, how many pairs of edges are looked at. */
export function sharedArea(
  first: AreaOutline,
  second: AreaOutline,
  count: (pairs: number) => void,
): number {
  const top = Math.min(first.bounds.minY, second.bounds.minY);
  // The edges of each area that an upright line at the place of the sweep meets.
  let [ones, others]: [Edge[], Edge[]] = [[], []];
  let [at, over] = [0, 0];
  let total = 0;
  for (;;) {
    const [one, other] = [first.edges[at], second.edges[over]];
    const isOne = other === undefined || (one !== undefined && one.left <= other.left);
    const edge = isOne ? one : other;
    if (edge === undefined) return total;
    const met = isOne ? others : ones;
    count(met.length);
    const open = met.filter(({ right }) => right > edge.left);
    for (const crossed of open) total += areaBelowBoth(edge, crossed, top);
    if (isOne) {
      at += 1;
      others = open;
      ones.push(edge);
    } else {
      over += 1;
      ones = open;
      others.push(edge);
    }
  }
}

/** With its sign: between `top` and the upper of two edges; `later` begins later. */
function areaBelowBoth(later: Edge, other: Edge, top: number): number {
  const { left } = later;
  const right = Math.min(later.right, other.right);
  const [oneLeft, oneRight] = [later.leftY - top, heightAt(later, right) - top];
  const before = oneLeft - (heightAt(other, left) - top);
  const after = oneRight - (heightAt(other, right) - top);
  const mean = (oneLeft + oneRight) / 2 - beyond(before, after);
  return later.sign * other.sign * mean * (right - left);
}

/** The mean of what is above 0 of a line that runs from one value to the other. */
function beyond(before: number, after: number): number {
  if (before > 0 && after > 0) return (before + after) / 2;
  if (before <= 0 && after <= 0) return 0;
  return Math.max(before, after) ** 2 / (2 * Math.abs(before - after));
}

function heightAt({ left, leftY, right, rightY }: Edge, x: number): number {
  return leftY + (rightY - leftY) * ((x - left) / (right - left));
}
