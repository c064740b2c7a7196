/** What is drawn on a try, after the schema it was drawn by has changed. */

import type { AnnotationDocument, Shape } from "@/model/document";
import {
  labelOf,
  type Answers,
  type AnswerValue,
  type LabelSchema,
  type SchemaField,
  type SchemaLabel,
} from "@/model/schema";

/**
 * What the schema still knows: shapes whose label is drawn as they are, answers that can be given.
 * A label that is called otherwise and not saved yet has another key: it is known by its place in
 * `before`, where nothing was put in or taken out.
 */
export function fitting(
  document: AnnotationDocument,
  before: LabelSchema,
  now: LabelSchema,
): AnnotationDocument {
  const shapes = document.shapes.flatMap((shape) => {
    const label = labelOf(now, keyNow(shape.label, before, now));
    return label?.kind === shape.kind ? [fittingShape(shape, label)] : [];
  });
  const isBare = shapes.length < document.shapes.length && shapes.length === 0;
  const answers = answersTo(now.questions, document.answers);
  return { ...document, shapes, answers, is_nothing_here: document.is_nothing_here && !isBare };
}

function keyNow(key: string, before: LabelSchema, now: LabelSchema): string {
  if (labelOf(now, key) !== undefined || before.labels.length !== now.labels.length) return key;
  return now.labels[before.labels.findIndex((label) => label.key === key)]?.key ?? key;
}

function fittingShape(shape: Shape, label: SchemaLabel): Shape {
  const attributes = answersTo(label.attributes, shape.attributes);
  const kept = { ...shape, label: label.key, attributes };
  if (kept.kind !== "keypoints") return kept;
  const asked = new Set(label.skeleton?.points.map(({ key }) => key));
  const points = Object.entries(kept.geometry.points).filter(([key]) => asked.has(key));
  return { ...kept, geometry: { points: Object.fromEntries(points) } };
}

function answersTo(fields: readonly SchemaField[], answers: Answers): Answers {
  const given = fields.flatMap((field) => {
    const value = answers[field.key];
    return value !== undefined && isAnswerTo(field, value) ? [[field.key, value] as const] : [];
  });
  return Object.fromEntries(given);
}

function isAnswerTo({ type, options }: SchemaField, value: AnswerValue): boolean {
  const has = (key: unknown) => options.some((option) => option.key === key);
  switch (type) {
    case "choice":
      return has(value);
    case "choices":
      return Array.isArray(value) && value.every(has);
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "text":
      return typeof value === "string";
  }
}
