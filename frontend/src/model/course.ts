/** How an answer came about: when each of its shapes was there, in time on the task. */

import type { AnnotationDocument } from "./document";

export interface Moment {
  readonly shape_id: string;
  readonly at_ms: number;
}

/** In the order in which shapes came. A shape without a moment was there from the start. */
export type Course = readonly Moment[];

/**
 * The course after a change: what is new came now, what is gone is left out. `before` is the
 * document until then; time that ran backwards counts as standing still.
 */
export function courseAfter(
  course: Course,
  before: AnnotationDocument,
  after: AnnotationDocument,
  seconds: number,
): Course {
  const were = new Set(before.shapes.map(({ id }) => id));
  const are = new Set(after.shapes.map(({ id }) => id));
  const kept = course.filter(({ shape_id: id }) => are.has(id));
  const last = kept.at(-1)?.at_ms ?? 0;
  const at = Math.max(Math.round(seconds * 1000), last);
  const come = after.shapes
    .filter(({ id }) => !were.has(id))
    .map(({ id }) => ({ shape_id: id, at_ms: at }));
  return come.length === 0 && kept.length === course.length ? course : [...kept, ...come];
}

/** Of this document alone: what was kept on a device may be of another. */
export function courseOf(course: Course, document: AnnotationDocument): Course {
  const are = new Set(document.shapes.map(({ id }) => id));
  return course.filter(({ shape_id: id }) => are.has(id));
}

/** The document as it was when it had taken so long. Order, labels and places are the last ones. */
export function documentAt(
  document: AnnotationDocument,
  course: Course,
  ms: number,
): AnnotationDocument {
  const later = new Set(course.filter(({ at_ms: at }) => at > ms).map(({ shape_id: id }) => id));
  if (later.size === 0) return document;
  return { ...document, shapes: document.shapes.filter(({ id }) => !later.has(id)) };
}
