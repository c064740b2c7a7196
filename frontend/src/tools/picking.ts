/** A shape waits for another to be picked, by a press or by keys. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { Command } from "./commands";
import { stepTo, type Step, type ToolState } from "./tool";

export interface Around {
  readonly document: AnnotationDocument;
  readonly hiddenIds: ReadonlySet<string>;
  readonly lockedIds: ReadonlySet<string>;
}

/** Shapes that are shown and may be changed, but this one. */
export function othersThan(
  shapeId: string,
  { document, hiddenIds, lockedIds }: Around,
): readonly Shape[] {
  return document.shapes.filter(
    ({ id }) => id !== shapeId && !hiddenIds.has(id) && !lockedIds.has(id),
  );
}

/** On to the next of these shapes, or back, round and round; it is pointed at and shown. */
export function walked(
  ids: readonly string[],
  from: string | null,
  by: 1 | -1,
  stateAt: (id: string | null) => ToolState,
): Step {
  const at = from === null ? (by === 1 ? -1 : 0) : ids.indexOf(from);
  const next = ids[(at + by + ids.length) % ids.length] ?? null;
  const reveal: readonly Command[] = next === null ? [] : [{ type: "reveal", shapeId: next }];
  return stepTo(stateAt(next), { type: "hover", shapeId: next, cursor: null }, ...reveal);
}
