/** The edits a person can make, as changes. An edit that would change nothing is an empty list. */

import type { Change } from "./changes";
import { freshShapeId, type AnnotationDocument, type Shape, type ShapeGeometry } from "./document";
import {
  askedAttributes,
  labelOf,
  type Answers,
  type AnswerValue,
  type LabelSchema,
} from "./schema";

export function shapeAdded(document: AnnotationDocument, shape: Shape): readonly Change[] {
  const added: Change = { type: "shape_added", index: document.shapes.length, shape };
  return document.is_nothing_here ? [nothingHere(document, false), added] : [added];
}

export function shapeRemoved(document: AnnotationDocument, id: string): readonly Change[] {
  const index = document.shapes.findIndex((shape) => shape.id === id);
  const shape = document.shapes[index];
  return shape === undefined ? [] : [{ type: "shape_removed", index, shape }];
}

/** Later shapes lie over earlier ones; at either end nothing changes. */
export function shapeReordered(
  document: AnnotationDocument,
  id: string,
  by: number,
): readonly Change[] {
  const index = document.shapes.findIndex((shape) => shape.id === id);
  const shape = document.shapes[index];
  const to = Math.min(Math.max(index + by, 0), document.shapes.length - 1);
  if (shape === undefined || to === index) return [];
  return [
    { type: "shape_removed", index, shape },
    { type: "shape_added", index: to, shape },
  ];
}

export function geometryReplaced(
  document: AnnotationDocument,
  id: string,
  geometry: ShapeGeometry,
): readonly Change[] {
  // The kind of a shape never changes: callers make the new geometry with its own kind.
  return replaced(document, id, (shape) => ({ ...shape, geometry }) as Shape);
}

/** One shape becomes several that lie where it lay, with its label and its answers. */
export function shapeParted(
  document: AnnotationDocument,
  id: string,
  [geometry, ...others]: readonly ShapeGeometry[],
): readonly Change[] {
  const index = document.shapes.findIndex((shape) => shape.id === id);
  const shape = document.shapes[index];
  if (shape === undefined || geometry === undefined) return [];
  const changes = [...geometryReplaced(document, id, geometry)];
  let now = document;
  for (const [number, part] of others.entries()) {
    // A part is of the kind of the whole.
    const added = { ...shape, id: freshShapeId(now), geometry: part } as Shape;
    now = { ...now, shapes: [...now.shapes, added] };
    changes.push({ type: "shape_added", index: index + 1 + number, shape: added });
  }
  return changes;
}

/** The first takes the geometry of both, the second goes. */
export function shapesJoined(
  document: AnnotationDocument,
  id: string,
  otherId: string,
  geometry: ShapeGeometry,
): readonly Change[] {
  const joined = geometryReplaced(document, id, geometry);
  return [...joined, ...shapeRemoved(document, otherId)];
}

/** Answers to attributes the new label does not have are dropped: they would be refused. */
export function labelReplaced(
  document: AnnotationDocument,
  schema: LabelSchema,
  id: string,
  label: string,
): readonly Change[] {
  return replaced(document, id, (shape) => ({
    ...shape,
    label,
    attributes:
      shape.label === label ? shape.attributes : stillAsked(schema, label, shape.attributes),
  }));
}

export function attributeAnswered(
  document: AnnotationDocument,
  schema: LabelSchema,
  id: string,
  key: string,
  value: AnswerValue | undefined,
): readonly Change[] {
  return replaced(document, id, (shape) => ({
    ...shape,
    attributes: stillAsked(schema, shape.label, withAnswer(shape.attributes, key, value)),
  }));
}

export function questionAnswered(
  document: AnnotationDocument,
  key: string,
  value: AnswerValue | undefined,
): readonly Change[] {
  const after = withAnswer(document.answers, key, value);
  return [{ type: "answers_replaced", before: document.answers, after }];
}

export function nothingHereSet(
  document: AnnotationDocument,
  isNothing: boolean,
): readonly Change[] {
  return document.is_nothing_here === isNothing ? [] : [nothingHere(document, isNothing)];
}

function nothingHere(document: AnnotationDocument, after: boolean): Change {
  return { type: "nothing_here_set", before: document.is_nothing_here, after };
}

function replaced(
  document: AnnotationDocument,
  id: string,
  edit: (shape: Shape) => Shape,
): readonly Change[] {
  const before = document.shapes.find((shape) => shape.id === id);
  if (before === undefined) return [];
  const after = edit(before);
  return isSameShape(before, after) ? [] : [{ type: "shape_replaced", before, after }];
}

function isSameShape(a: Shape, b: Shape): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withAnswer(answers: Answers, key: string, value: AnswerValue | undefined): Answers {
  const others = Object.entries(answers).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
}

/** Conditions can chain, so answers are dropped until nothing more falls away. */
function stillAsked(schema: LabelSchema, labelKey: string, answers: Answers): Answers {
  const label = labelOf(schema, labelKey);
  if (label === undefined) return answers;
  const asked = new Set(askedAttributes(label, answers).map((attribute) => attribute.key));
  const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key)));
  const isSettled = Object.keys(kept).length === Object.keys(answers).length;
  return isSettled ? kept : stillAsked(schema, labelKey, kept);
}
