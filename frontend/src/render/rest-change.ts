/** What an edit changed among the resting shapes, so that no more than it is drawn anew. */

import type { Bounds } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import type { DrawnShape, ShapeLayer } from "./scene";

export interface Rest {
  readonly layers: readonly ShapeLayer[];
  /** Left out, as they are in the hand. */
  readonly heldIds: readonly string[];
}

/** Beyond, all shapes are drawn anew: finding what lies near each would take as long. */
const MOST = 40;

/**
 * The shapes that came, went, changed, or were taken up or let go, as they were and as they are.
 * Null when more than a few did, or when something else changed: the order, a layer's look.
 */
export function changedShapes(before: Rest, now: Rest): readonly DrawnShape[] | null {
  if (before.layers.length !== now.layers.length) return null;
  const moved = new Set([
    ...now.heldIds.filter((id) => !before.heldIds.includes(id)),
    ...before.heldIds.filter((id) => !now.heldIds.includes(id)),
  ]);
  const changed: DrawnShape[] = [];
  for (const [index, layer] of now.layers.entries()) {
    const found = changedIn(before.layers[index], layer);
    if (found === null) return null;
    changed.push(...found, ...layer.shapes.filter(({ id }) => moved.has(id)));
    if (changed.length > MOST) return null;
  }
  return changed;
}

function changedIn(before: ShapeLayer | undefined, now: ShapeLayer): DrawnShape[] | null {
  if (before === now) return [];
  if (before === undefined || !isSameStyle(before, now)) return null;
  const old = new Map(before.shapes.map((shape) => [shape.id, shape]));
  const ids = new Set(now.shapes.map(({ id }) => id));
  const stayed = before.shapes.filter(({ id }) => ids.has(id));
  const kept = now.shapes.filter(({ id }) => old.has(id));
  if (stayed.some(({ id }, index) => kept[index]?.id !== id)) return null;
  const gone = before.shapes.filter(({ id }) => !ids.has(id));
  const other = now.shapes.flatMap((shape) => {
    const was = old.get(shape.id);
    if (was === undefined) return [shape];
    return isSameShape(was, shape) ? [] : [was, shape];
  });
  return [...gone, ...other];
}

function isSameStyle(a: ShapeLayer, b: ShapeLayer): boolean {
  return a.id === b.id && a.stroke === b.stroke && a.fill === b.fill && a.maskFill === b.maskFill;
}

function isSameShape(a: DrawnShape, b: DrawnShape): boolean {
  return (
    a.geometry === b.geometry &&
    a.look.hex === b.look.hex &&
    a.look.isDashed === b.look.isDashed &&
    a.look.tag === b.look.tag &&
    a.look.edges === b.look.edges
  );
}

export function touches(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

/** Round all of them, in image pixels; null for none. */
export function boundsRound(shapes: readonly DrawnShape[]): Bounds | null {
  if (shapes.length === 0) return null;
  const all = shapes.map(({ kind, geometry }) => kindOf(kind).bounds(geometry));
  return {
    minX: Math.min(...all.map(({ minX }) => minX)),
    minY: Math.min(...all.map(({ minY }) => minY)),
    maxX: Math.max(...all.map(({ maxX }) => maxX)),
    maxY: Math.max(...all.map(({ maxY }) => maxY)),
  };
}
