import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import { useProject } from "@/pages/shell/project";
import type { FrozenItem, Release } from "./state";

/** The label of a frozen picture. */
export function documentOf(item: FrozenItem): AnnotationDocument {
  // An annotation document, which the server checked when it came in.
  return item.document as AnnotationDocument;
}

/** Names and colours as the release has them: it may call labels otherwise than the project now. */
export function useFrozenLooks(release: Release | undefined) {
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const own = new Map(release?.figures?.labels.map((label) => [label.key, label]));
  const colorNow = colorsOf(schema);
  return {
    nameOf: (key: string) => own.get(key)?.name ?? key,
    colorOf: (key: string) => own.get(key)?.color ?? colorNow(key),
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
