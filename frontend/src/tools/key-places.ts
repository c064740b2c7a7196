/** Where a key means something: letters of somebody who draws are free for somebody who settles. */

import type { KeyAction, KeyBinding } from "./key-table";

/** Drawing, settling what people disagree about, or looking only. */
export type KeysFor = "drawing" | "review" | "looking";

const ALL: readonly KeysFor[] = ["drawing", "review", "looking"];
/** Keys of looking about, by their family or by name. */
const EVERYWHERE = new Set([
  "view",
  "shape.next",
  "shape.previous",
  "gesture.cancel",
  "panel.keys",
]);
const WITH_DECISIONS = new Set(["edit.undo", "edit.redo", "task.submit"]);
const REVIEW_ONLY = new Set(["review", "layer"]);

export function placesOf(action: KeyAction): readonly KeysFor[] {
  const family = action.split(".")[0] ?? "";
  if (REVIEW_ONLY.has(family)) return ["review"];
  if (EVERYWHERE.has(family) || EVERYWHERE.has(action)) return ALL;
  return WITH_DECISIONS.has(action) ? ["drawing", "review"] : ["drawing"];
}

/** The part of a table that means something there. */
export function keysFor(table: readonly KeyBinding[], place: KeysFor): readonly KeyBinding[] {
  return table.filter(({ action }) => placesOf(action).includes(place));
}

/** Whether one chord for both would leave it open which is meant. */
export function areBeside(one: KeyAction, other: KeyAction): boolean {
  const places = placesOf(other);
  return placesOf(one).some((place) => places.includes(place));
}
