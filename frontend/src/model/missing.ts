/** What still needs an answer before a document can be submitted, in the order of the screen. */

import type { AnnotationDocument, Shape } from "./document";
import type { ImageSize } from "./points";
import { askedAttributes, asksForShapes, isAnswered, labelOf, type LabelSchema } from "./schema";
import { geometryFault } from "./validation/geometry";
import { overlapping } from "./validation/overlap";

export type Missing =
  | { readonly type: "question"; readonly question: string; readonly text: string }
  | {
      readonly type: "attribute";
      readonly shapeId: string;
      readonly attribute: string;
      readonly labelName: string;
      readonly attributeName: string;
    }
  | {
      readonly type: "too_few";
      readonly label: string;
      readonly labelName: string;
      readonly wanted: number;
      readonly found: number;
    }
  | {
      readonly type: "too_many";
      readonly label: string;
      readonly labelName: string;
      readonly allowed: number;
      readonly found: number;
    }
  | {
      /** A geometry that the server would refuse; `code` is the server's. */
      readonly type: "broken";
      readonly shapeId: string;
      readonly labelName: string;
      readonly code: string;
    }
  | { readonly type: "nothing_drawn" }
  | {
      /** An answer to a question that breaks a rule; `code` is the server's. */
      readonly type: "wrong_answer";
      readonly question: string;
      readonly text: string;
      readonly code: string;
    }
  /** A rule about the document as a whole; `code` is the server's. */
  | { readonly type: "refused"; readonly code: string }
  | {
      /** Shares more with an earlier shape of its label than the label allows, as a percentage. */
      readonly type: "overlap";
      readonly shapeId: string;
      readonly labelName: string;
      readonly percent: number;
    }
  | { readonly type: "too_many_overlaps" };

export function missingAnswers(
  document: AnnotationDocument,
  schema: LabelSchema,
  image: ImageSize,
): readonly Missing[] {
  return [
    ...missingShapes(document, schema),
    ...document.shapes.flatMap((shape) => brokenGeometry(shape, schema, image)),
    ...document.shapes.flatMap((shape) => missingAttributes(shape, schema)),
    ...miscounted(document, schema),
    ...overlapped(document, schema, image),
    ...missingQuestions(document, schema),
  ];
}

export function brokenGeometry(
  shape: Shape,
  schema: LabelSchema,
  image: ImageSize,
): readonly Missing[] {
  const code = geometryFault(shape, image);
  if (code === null) return [];
  const labelName = labelOf(schema, shape.label)?.name ?? shape.label;
  return [{ type: "broken", shapeId: shape.id, labelName, code }];
}

/** The first attribute of a shape that waits for an answer, for its row in the list. */
export function missingAttributes(shape: Shape, schema: LabelSchema): readonly Missing[] {
  const label = labelOf(schema, shape.label);
  if (label === undefined) return [];
  return askedAttributes(label, shape.attributes)
    .filter((attribute) => attribute.required && !isAnswered(shape.attributes[attribute.key]))
    .map((attribute) => ({
      type: "attribute",
      shapeId: shape.id,
      attribute: attribute.key,
      labelName: label.name,
      attributeName: attribute.name,
    }));
}

function missingShapes(document: AnnotationDocument, schema: LabelSchema): readonly Missing[] {
  if (!asksForShapes(schema) || document.is_nothing_here || document.shapes.length > 0) return [];
  return [{ type: "nothing_drawn" }];
}

/** "Nothing here" is an answer of its own, so nothing is counted then; nor before the first shape. */
function miscounted(document: AnnotationDocument, schema: LabelSchema): readonly Missing[] {
  if (document.shapes.length === 0) return [];
  return schema.labels.flatMap((label): Missing[] => {
    const found = document.shapes.filter((shape) => shape.label === label.key).length;
    const named = { label: label.key, labelName: label.name, found };
    if (label.min_count !== null && found < label.min_count)
      return [{ type: "too_few", wanted: label.min_count, ...named }];
    if (label.max_count !== null && found > label.max_count)
      return [{ type: "too_many", allowed: label.max_count, ...named }];
    return [];
  });
}

/** Asked of sound shapes: what is broken is named as that first. */
function overlapped(
  document: AnnotationDocument,
  schema: LabelSchema,
  image: ImageSize,
): readonly Missing[] {
  const sound = document.shapes.filter((shape) => geometryFault(shape, image) === null);
  const found = overlapping(sound, schema);
  if (found === null) return [{ type: "too_many_overlaps" }];
  return sound.flatMap((shape, index): Missing[] => {
    const label = labelOf(schema, shape.label);
    if (!found.has(index) || label === undefined || label.max_overlap === null) return [];
    const percent = Math.round(label.max_overlap * 10_000) / 100;
    return [{ type: "overlap", shapeId: shape.id, labelName: label.name, percent }];
  });
}

function missingQuestions(document: AnnotationDocument, schema: LabelSchema): readonly Missing[] {
  return schema.questions
    .filter((question) => question.required && !isAnswered(document.answers[question.key]))
    .map((question) => ({ type: "question", question: question.key, text: question.text }));
}
