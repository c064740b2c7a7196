/**
 * Keys that labels have of their own, beside the digit of their place: letters that nothing else
 * needs in this work. A project of boxes has no use for the brush, so its letter is free.
 */

import type { Kind } from "@/model/document";
import type { LabelSchema, SchemaLabel } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import { chordOf, type Chord } from "./key-mapping";
import { keysFor, type KeysFor } from "./key-places";
import type { KeyAction, KeyBinding } from "./key-table";
import { isJoined, isParted, isSliced } from "./parting/parts";
import { isToolName, toolOf } from "./registry";

const SHIFT = "shift+";
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** What a schema may write: `c`, or `shift+c`. */
export const SHORTCUTS: readonly string[] = [...LETTERS, ...LETTERS.map((one) => SHIFT + one)];

export function chordOfShortcut(shortcut: string): Chord {
  const key = shortcut.slice(-1);
  return shortcut.startsWith(SHIFT) ? { key, shift: true } : { key };
}

const PREFIX = "label.";

export const labelAction = (key: string): KeyAction => `label.${key}`;

/** The key of the label that an action picks; null for every other action. */
export function labelPicked(action: KeyAction): string | null {
  return action.startsWith(PREFIX) ? action.slice(PREFIX.length) : null;
}

/** What means something in a work: the labels' own keys are there where somebody draws. */
export function keysOfPlace(
  table: readonly KeyBinding[],
  schema: LabelSchema,
  place: KeysFor,
): readonly KeyBinding[] {
  const own = keysFor(table, place);
  return place === "drawing" ? keysOfWork(own, schema) : own;
}

/**
 * The table with the labels' own keys. A label whose key something else needs here, or a label
 * before it has, keeps its digit alone; an action that is of no use here gives its key away.
 */
export function keysOfWork(
  table: readonly KeyBinding[],
  schema: LabelSchema,
): readonly KeyBinding[] {
  const own = labelBindings(table, schema);
  if (own.length === 0) return table;
  const given = new Set(own.map(chordOf));
  return [...table.filter((binding) => !given.has(chordOf(binding))), ...own];
}

function labelBindings(table: readonly KeyBinding[], schema: LabelSchema): readonly KeyBinding[] {
  const claimed = new Set(usedBindings(table, schema).map(chordOf));
  return schema.labels.flatMap(({ key, shortcut }) => {
    if (shortcut === null) return [];
    const binding = bindingOf(labelAction(key), shortcut);
    if (claimed.has(chordOf(binding))) return [];
    claimed.add(chordOf(binding));
    return [binding];
  });
}

/** What keeps a label from a key, of the table as it stands; null when nothing does. */
export function needOf(
  shortcut: string,
  table: readonly KeyBinding[],
  schema: LabelSchema,
): KeyAction | null {
  const name = chordOf(bindingOf(labelAction(""), shortcut));
  return usedBindings(table, schema).find((one) => chordOf(one) === name)?.action ?? null;
}

const bindingOf = (action: KeyAction, shortcut: string): KeyBinding => ({
  action,
  group: "shapes",
  ...chordOfShortcut(shortcut),
});

function usedBindings(table: readonly KeyBinding[], schema: LabelSchema): readonly KeyBinding[] {
  const kinds = new Set(schema.labels.map(({ kind }) => kind as Kind));
  return keysFor(table, "drawing").filter(({ action }) => isUsed(action, kinds, schema.labels));
}

type Labels = readonly SchemaLabel[];

/** Whether an action means anything where these kinds are drawn. Those of a task always do. */
function isUsed(action: KeyAction, kinds: ReadonlySet<Kind>, labels: Labels): boolean {
  const [family, name = ""] = action.split(".");
  const hasAny = (serves: (kind: Kind) => boolean) => [...kinds].some(serves);
  if (family === "tool" && isToolName(name)) {
    const { kind } = toolOf(name);
    return kind === null || kinds.has(kind) || hasAny((one) => SHARED[action]?.has(one) ?? false);
  }
  switch (action) {
    case "shape.slice":
      return hasAny(isSliced);
    case "shape.redraw":
    case "shape.simplify":
      return hasAny(isParted);
    case "shape.join":
      return hasAny(isJoined);
    case "shape.hole":
      return kinds.has("polygon");
    case "point.visible":
      return kinds.has("keypoints");
    case "point.insert":
      return hasAny((kind) => kindOf(kind).points !== undefined);
    // They have buttons as well, and came after labels had keys.
    case "shape.hide_all":
    case "view.peek":
      return false;
    case "shape.occluded":
    case "shape.truncated":
      return labels.some(({ attributes }) => attributes.some(({ key }) => key === name));
    default:
      return true;
  }
}

/** Keys that polygons and masks share: see `toolCommands`. */
const SHARED: Readonly<Partial<Record<KeyAction, ReadonlySet<Kind>>>> = {
  "tool.polygon": new Set<Kind>(["mask"]),
  "tool.cutout": new Set<Kind>(["polygon"]),
};
