import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import type { FrozenItem, Release } from "./state";

/** The label of a frozen picture. */
export function documentOf(item: FrozenItem): AnnotationDocument {
  // An annotation document, which the server checked when it came in.
  return item.document as AnnotationDocument;
}

/** Names, colours and questions as the release has them: the project may have others now. */
export function useFrozenLooks(release: Release | undefined) {
  const schema = release?.definition as SchemaDefinition | undefined;
  const questionOf = (key: string) => schema?.questions.find((one) => one.key === key);
  return {
    /** True until the release is there: it may ask for shapes. */
    asksForShapes: schema === undefined || schema.labels.length > 0,
    nameOf: (label: string) => schema?.labels.find(({ key }) => key === label)?.name ?? label,
    questionOf,
    colorOf: colorsOf(schema),
    edgesOf: edgesOf(schema),
  };
}

interface ShapeConfidence {
  readonly exists: number;
  readonly class: number;
  readonly expected_iou: number | null;
}

/** How sure a shape is (that it is there and is what it is called), and how well it should lie. */
export function sureOf(item: FrozenItem, shapeId: string) {
  const { shapes } = item.confidence as { shapes: Readonly<Record<string, ShapeConfidence>> };
  const found = shapes[shapeId];
  if (found === undefined) return null;
  return { sure: found.exists * found.class, iou: found.expected_iou };
}

/** How sure an answer is, by the key of its question. */
export function answerSureOf(item: FrozenItem, question: string): number | null {
  const { answers } = item.confidence as {
    answers: Readonly<Record<string, { readonly probability: number }>>;
  };
  return answers[question]?.probability ?? null;
}
