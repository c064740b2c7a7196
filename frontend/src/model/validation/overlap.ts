/** Labels whose shapes may lie over one another only so far, as the server has it. */

import type { Shape, ShapeGeometry } from "../document";
import { regionOf } from "../masks/geometry";
import { areaOf, intersection, type Region } from "../masks/region";
import type { Bounds } from "../points";
import { labelOf, type LabelSchema } from "../schema";
import { areaOutline, sharedArea, type AreaOutline } from "../shapes/shared-area";
import { problem, type Problem } from "./problem";

/** The kinds that have an area, so that two of them can be compared. */
export const OVERLAP_KINDS: readonly string[] = [
  "box",
  "rotated_box",
  "ellipse",
  "polygon",
  "mask",
];
/** Areas are rounded: so much more than allowed is not seen as more. */
const TOLERANCE = 1e-6;
/** Pairs of shapes, edges and columns of masks looked at for one document. */
const MOST_STEPS = 1_000_000;

/** `outline` is absent of masks, `region` of all others. */
interface Sized {
  readonly index: number;
  readonly geometry: ShapeGeometry;
  readonly bounds: Bounds;
  readonly area: number;
  readonly outline: AreaOutline | null;
  readonly region: Region | null;
}

type Count = (steps: number) => void;

class TooMuchToCompare extends Error {}

/** Places of the later of each two that share too much; null when that takes too long to tell. */
export function overlapping(
  shapes: readonly Shape[],
  schema: LabelSchema,
): ReadonlySet<number> | null {
  let left = MOST_STEPS;
  const count = (steps: number) => {
    left -= steps;
    if (left < 0) throw new TooMuchToCompare();
  };
  const found = new Set<number>();
  try {
    for (const [most, indexes] of together(shapes, schema)) {
      for (const index of overMost(indexes, shapes, most, count)) found.add(index);
    }
  } catch (error) {
    if (error instanceof TooMuchToCompare) return null;
    throw error;
  }
  return found;
}

/** Of shapes in which every other rule found nothing wrong. */
export function overlapProblems(
  shapes: readonly unknown[],
  schema: LabelSchema,
): readonly Problem[] {
  const found = overlapping(shapes as readonly Shape[], schema); // every other rule holds
  if (found === null) return [problem("too_many_overlaps", "/shapes")];
  return [...found]
    .sort((a, b) => a - b)
    .map((index) => problem("too_much_overlap", `/shapes/${index}/geometry`));
}

/** Limits, and the places of the shapes of one label and frame each is for. */
function together(
  shapes: readonly Shape[],
  schema: LabelSchema,
): readonly (readonly [number, readonly number[]])[] {
  if (schema.labels.every(({ max_overlap: most }) => most === null)) return [];
  const groups = new Map<string, [number, number[]]>();
  for (const [index, { label, frame_index: frame }] of shapes.entries()) {
    const most = labelOf(schema, label)?.max_overlap ?? null;
    if (most === null) continue;
    const name = `${label} ${frame ?? ""}`;
    const group = groups.get(name) ?? [most, []];
    group[1].push(index);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function overMost(
  indexes: readonly number[],
  shapes: readonly Shape[],
  most: number,
  count: Count,
): ReadonlySet<number> {
  const found = new Set<number>();
  let met: Sized[] = [];
  for (const one of sizedOf(indexes, shapes, count)) {
    count(met.length);
    met = met.filter(({ bounds }) => bounds.maxX > one.bounds.minX);
    for (const other of met) {
      if (iouAtMost(one, other) > most + TOLERANCE && iouOf(one, other, count) > most + TOLERANCE)
        found.add(Math.max(one.index, other.index));
    }
    met.push(one);
  }
  return found;
}

/** What the boxes round two shapes allow; 0 when they do not meet. */
function iouAtMost({ bounds: a, area: one }: Sized, { bounds: b, area: other }: Sized): number {
  const width = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX);
  const height = Math.min(a.maxY, b.maxY) - Math.max(a.minY, b.minY);
  if (width <= 0 || height <= 0) return 0;
  const shared = Math.min(width * height, one, other);
  return shared / (one + other - shared);
}

interface Compared {
  readonly iou: number;
  readonly steps: number;
}

const known = new WeakMap<ShapeGeometry, WeakMap<ShapeGeometry, Compared>>();

/**
 * Reckoned once for each two geometries: most of a document stays as it is when one is edited. Its
 * steps are counted each time, for whether a document is too much to compare is up to it alone.
 */
function iouOf(one: Sized, other: Sized, count: Count): number {
  const seen = known.get(one.geometry) ?? new WeakMap<ShapeGeometry, Compared>();
  known.set(one.geometry, seen);
  const found = seen.get(other.geometry);
  if (found !== undefined) {
    count(found.steps);
    return found.iou;
  }
  let taken = 0;
  const shared = sharedOf(one, other, (steps) => {
    taken += steps;
    count(steps);
  });
  const iou = shared / (one.area + other.area - shared);
  seen.set(other.geometry, { iou, steps: taken });
  return iou;
}

function sharedOf(one: Sized, other: Sized, count: Count): number {
  if (one.outline !== null && other.outline !== null)
    return sharedArea(one.outline, other.outline, count);
  if (one.region === null || other.region === null) return 0;
  count(one.region.columns.length + other.region.columns.length);
  return areaOf(intersection(one.region, other.region));
}

const sizes = new WeakMap<ShapeGeometry, Omit<Sized, "index">>();

/** From left to right. */
function sizedOf(indexes: readonly number[], shapes: readonly Shape[], count: Count): Sized[] {
  const sized = indexes.flatMap((index) => {
    const shape = shapes[index];
    if (shape === undefined) return [];
    const size = sizes.get(shape.geometry) ?? sizeOf(shape);
    if (size === null) return [];
    sizes.set(shape.geometry, size);
    count((size.outline?.edges ?? size.region?.columns ?? []).length);
    return [{ ...size, index }];
  });
  return sized.sort((a, b) => a.bounds.minX - b.bounds.minX);
}

function sizeOf(shape: Shape): Omit<Sized, "index"> | null {
  const { geometry } = shape;
  if (shape.kind === "mask") {
    const region = regionOf(shape.geometry);
    const { x, y, width, height } = shape.geometry;
    const bounds = { minX: x, minY: y, maxX: x + width, maxY: y + height };
    return { geometry, bounds, area: areaOf(region), outline: null, region };
  }
  const outline = areaOutline(shape);
  if (outline === null) return null;
  return { geometry, bounds: outline.bounds, area: outline.area, outline, region: null };
}
