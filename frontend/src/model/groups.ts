/** Shapes that belong together: those with the same `group_id` are handled as one. */

import { applyChanges, type Change } from "./changes";
import { shapeOf, type AnnotationDocument, type Shape, type ShapeGeometry } from "./document";
import { boundsOfShape, kindOf } from "./shapes/registry";
import type { ImageSize } from "./points";

/** A shape somewhere else than it was. */
export interface Placing {
  readonly shapeId: string;
  readonly geometry: ShapeGeometry;
}

/** The shape and the others of its group, in the order they are drawn; none without a shape. */
export function groupOf(document: AnnotationDocument, id: string | null): readonly Shape[] {
  const shape = shapeOf(document, id);
  if (shape === null) return [];
  if (shape.group_id === undefined) return [shape];
  return document.shapes.filter(({ group_id: group }) => group === shape.group_id);
}

/** The others of the group alone. */
export function companionsOf(document: AnnotationDocument, id: string | null): readonly Shape[] {
  return groupOf(document, id).filter((shape) => shape.id !== id);
}

/** How many shapes each group has, by its id. */
export function groupSizes(shapes: readonly Shape[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { group_id: group } of shapes)
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return sizes;
}

/** An id no group of the document has: `g` and one more than the highest number in use. */
export function freshGroupId(document: AnnotationDocument): string {
  const numbers = document.shapes.map(({ group_id: group = "" }) =>
    Number(/^g(\d+)$/.exec(group)?.[1] ?? 0),
  );
  return `g${Math.max(0, ...numbers) + 1}`;
}

/** All by the same way: as far as the one goes that meets the picture's edge first. */
export function movedTogether(
  shapes: readonly Shape[],
  dx: number,
  dy: number,
  image: ImageSize,
): readonly Placing[] {
  const [only] = shapes;
  if (shapes.length === 1 && only !== undefined) return [placed(only, dx, dy, image)];
  // A mask moves by whole pixels, and the others keep to it.
  const hasMask = shapes.some(({ kind }) => kind === "mask");
  const [wantedX, wantedY] = hasMask ? [Math.round(dx), Math.round(dy)] : [dx, dy];
  const ways = shapes.map((shape) => wayOf(shape, wantedX, wantedY, image));
  const x = nearestToZero(ways.map((way) => way.x));
  const y = nearestToZero(ways.map((way) => way.y));
  return shapes.map((shape) => placed(shape, x, y, image));
}

/** The other joins the group of the shape with its own group, or leaves it when it was in it. */
export function groupToggled(
  document: AnnotationDocument,
  id: string,
  otherId: string,
): readonly Change[] {
  const shape = shapeOf(document, id);
  const other = shapeOf(document, otherId);
  if (shape === null || other === null || id === otherId) return [];
  if (shape.group_id !== undefined && shape.group_id === other.group_id) {
    const left = groupOf(document, id).filter((one) => one.id !== otherId);
    // A group of one is none.
    return left.length > 1 ? [regrouped(other, undefined)] : ungrouped(document, id);
  }
  const group = shape.group_id ?? freshGroupId(document);
  const joining = groupOf(document, otherId);
  const both = shape.group_id === undefined ? [shape, ...joining] : joining;
  return both.map((one) => regrouped(one, group));
}

export function ungrouped(document: AnnotationDocument, id: string): readonly Change[] {
  return groupOf(document, id)
    .filter((shape) => shape.group_id !== undefined)
    .map((shape) => regrouped(shape, undefined));
}

/** The shape and its group go. */
export function groupRemoved(document: AnnotationDocument, id: string): readonly Change[] {
  const changes: Change[] = [];
  let now = document;
  for (const shape of groupOf(document, id)) {
    const index = now.shapes.findIndex((one) => one.id === shape.id);
    const change: Change = { type: "shape_removed", index, shape };
    changes.push(change);
    now = applyChanges(now, [change]);
  }
  return changes;
}

function placed({ id, kind, geometry }: Shape, dx: number, dy: number, image: ImageSize): Placing {
  return { shapeId: id, geometry: kindOf(kind).movedBy(geometry, dx, dy, image) };
}

function wayOf(shape: Shape, dx: number, dy: number, image: ImageSize) {
  const before = boundsOfShape(shape);
  const { geometry } = placed(shape, dx, dy, image);
  const after = kindOf(shape.kind).bounds(geometry);
  return { x: after.minX - before.minX, y: after.minY - before.minY };
}

function nearestToZero(values: readonly number[]): number {
  return values.reduce((best, value) => (Math.abs(value) < Math.abs(best) ? value : best));
}

function regrouped(before: Shape, group: string | undefined): Change {
  const bare = Object.entries(before).filter(([key]) => key !== "group_id");
  const own = group === undefined ? [] : [["group_id", group] as const];
  const after = Object.fromEntries([...bare, ...own]) as unknown as Shape; // with all of its keys
  return { type: "shape_replaced", before, after };
}
