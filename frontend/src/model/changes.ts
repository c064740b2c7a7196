/** Change sets: what was done to a document, by whom, and its exact inverse. */

import type { AnnotationDocument, Shape } from "./document";
import type { Answers } from "./schema";

export type Change =
  | { readonly type: "shape_added"; readonly index: number; readonly shape: Shape }
  | { readonly type: "shape_removed"; readonly index: number; readonly shape: Shape }
  | { readonly type: "shape_replaced"; readonly before: Shape; readonly after: Shape }
  | { readonly type: "answers_replaced"; readonly before: Answers; readonly after: Answers }
  | { readonly type: "nothing_here_set"; readonly before: boolean; readonly after: boolean };

/** `annotator`: drawn or answered here. `history`: undo or redo. `loaded`: a draft or journal. */
export type ChangeOrigin = "annotator" | "history" | "loaded";

export interface ChangeSet {
  readonly origin: ChangeOrigin;
  readonly changes: readonly Change[];
}

export function applyChanges(
  document: AnnotationDocument,
  changes: readonly Change[],
): AnnotationDocument {
  return changes.reduce(applyChange, document);
}

/** Undoes `changes` when applied after them: each turned round, in reverse order. */
export function inverted(changes: readonly Change[]): readonly Change[] {
  return changes.map(invertedChange).reverse();
}

function applyChange(document: AnnotationDocument, change: Change): AnnotationDocument {
  switch (change.type) {
    case "shape_added":
      return { ...document, shapes: document.shapes.toSpliced(change.index, 0, change.shape) };
    case "shape_removed":
      return { ...document, shapes: document.shapes.toSpliced(change.index, 1) };
    case "shape_replaced": {
      const index = document.shapes.findIndex((shape) => shape.id === change.before.id);
      return { ...document, shapes: document.shapes.with(index, change.after) };
    }
    case "answers_replaced":
      return { ...document, answers: change.after };
    case "nothing_here_set":
      return { ...document, is_nothing_here: change.after };
  }
}

function invertedChange(change: Change): Change {
  switch (change.type) {
    case "shape_added":
      return { ...change, type: "shape_removed" };
    case "shape_removed":
      return { ...change, type: "shape_added" };
    case "shape_replaced":
      return { type: "shape_replaced", before: change.after, after: change.before };
    case "answers_replaced":
      return { type: "answers_replaced", before: change.after, after: change.before };
    case "nothing_here_set":
      return { type: "nothing_here_set", before: change.after, after: change.before };
  }
}
