/** What differs between one's own answer and the known one, numbered as it is on the picture. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { LabelSchema, SchemaQuestion } from "@/model/schema";
import type { Compared, ComparedAnswers } from "./types";

export type Difference =
  | { readonly kind: "missed" | "spurious"; readonly number: number; readonly shape: Shape }
  | {
      readonly kind: "wrongLabel";
      readonly number: number;
      readonly shape: Shape;
      readonly known: Shape;
    };

export interface WrongAnswer {
  readonly question: SchemaQuestion;
  /** Undefined where nothing was said. */
  readonly said: unknown;
  readonly known: unknown;
}

export function differencesOf(taught: Compared): readonly Difference[] {
  const answer = taught.document as AnnotationDocument;
  const reference = taught.reference as AnnotationDocument;
  const own = byId(answer.shapes);
  const known = byId(reference.shapes);
  const found: Difference[] = [];
  for (const id of taught.missed) {
    const shape = known.get(id);
    if (shape !== undefined) found.push({ kind: "missed", number: found.length + 1, shape });
  }
  for (const pair of taught.matched) {
    const shape = own.get(pair.answer_id);
    const meant = known.get(pair.reference_id);
    if (pair.has_right_label || shape === undefined || meant === undefined) continue;
    found.push({ kind: "wrongLabel", number: found.length + 1, shape, known: meant });
  }
  for (const id of taught.spurious) {
    const shape = own.get(id);
    if (shape !== undefined) found.push({ kind: "spurious", number: found.length + 1, shape });
  }
  return found;
}

/** What is wrong with one's own shapes, where the known ones are not shown. */
export function ownMarksOf(
  answer: AnnotationDocument,
  { matched, spurious }: Pick<Compared, "matched" | "spurious">,
): readonly Pick<Difference, "kind" | "number" | "shape">[] {
  const wrongly = matched.filter(({ has_right_label: isRight }) => !isRight);
  const labelled = new Set(wrongly.map(({ answer_id: id }) => id));
  const drawnForNothing = new Set(spurious);
  return answer.shapes
    .filter(({ id }) => labelled.has(id) || drawnForNothing.has(id))
    .map((shape, index) => ({
      kind: labelled.has(shape.id) ? "wrongLabel" : "spurious",
      number: index + 1,
      shape,
    }));
}

export function wrongAnswersOf(
  taught: ComparedAnswers,
  schema: LabelSchema,
): readonly WrongAnswer[] {
  const answer = taught.document as AnnotationDocument;
  const reference = taught.reference as AnnotationDocument;
  return schema.questions
    .filter(({ key }) => taught.questions[key] === false)
    .map((question) => ({
      question,
      said: answer.answers[question.key],
      known: reference.answers[question.key],
    }));
}

function byId(shapes: readonly Shape[]): ReadonlyMap<string, Shape> {
  return new Map(shapes.map((shape) => [shape.id, shape]));
}
