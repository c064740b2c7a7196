/** What is right and wrong on one picture, at one IoU and one confidence. */

import type { AnnotationDocument, Shape } from "@/model/document";

export type ScoredShape = Shape & { readonly score: number | null };

export interface Outcome {
  /** As on the picture, from 1; hits have none. */
  readonly number: number | null;
  readonly kind: "hit" | "spurious" | "missed";
  readonly shape: Shape;
  readonly score: number | null;
  /** How sure the release is of a label that was missed. */
  readonly sure: number | null;
}

interface OnePicture {
  readonly truth: AnnotationDocument;
  readonly predicted: readonly ScoredShape[];
  /** For each prediction, by IoU, the place of its truth; -1 for none. */
  readonly matches: readonly (readonly number[])[];
  /** Chance that a label is there and called right, by id. */
  readonly sureOf: (id: string) => number | null;
}

/** Errors first, numbered; then what is right. Only shapes that `isCompared` count. */
export function outcomesOf(
  picture: OnePicture,
  iouPlace: number,
  least: number,
  isCompared: (label: string) => boolean,
): readonly Outcome[] {
  const truths = picture.truth.shapes.filter(({ label }) => isCompared(label));
  const predicted = picture.predicted.filter(({ label }) => isCompared(label));
  const found = new Set<number>();
  const hits: Outcome[] = [];
  const errors: Outcome[] = [];
  predicted.forEach((shape, index) => {
    if (shape.score !== null && shape.score < least) return;
    const truth = picture.matches[index]?.[iouPlace] ?? -1;
    const said = { shape, score: shape.score, sure: null };
    if (truth < 0) errors.push({ ...said, kind: "spurious", number: errors.length + 1 });
    else {
      found.add(truth);
      hits.push({ ...said, kind: "hit", number: null });
    }
  });
  truths.forEach((shape, index) => {
    if (found.has(index)) return;
    const sure = picture.sureOf(shape.id);
    errors.push({ kind: "missed", shape, score: null, sure, number: errors.length + 1 });
  });
  return [...errors, ...hits];
}
