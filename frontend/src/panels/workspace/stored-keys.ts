/** The keys as somebody remapped them, kept in this browser and with the person. */

import { useSyncExternalStore } from "react";
import {
  chordWords,
  clashes,
  holdersOf,
  isClash,
  remapped,
  type Chord,
  type Mapping,
} from "@/tools/key-mapping";
import { DEFAULT_KEYS, type KeyAction, type KeyBinding } from "@/tools/key-table";
import { useBench } from "./engine/context";
import { keep, onKept, readKept } from "./kept";

const KNOWN: ReadonlySet<string> = new Set(DEFAULT_KEYS.map(({ action }) => action));

/**
 * What is not a mapping of today's actions, or clashes with a key that came later, is left out: that
 * one key, not the others.
 */
export function readMapping(): Mapping {
  const kept = Object.entries(readKept("gm-keys")).filter(
    ([action, chord]) => KNOWN.has(action) && isChord(chord),
  );
  return withoutClashes(Object.fromEntries(kept) as Mapping);
}

function withoutClashes(mapping: Mapping): Mapping {
  const table = remapped(DEFAULT_KEYS, mapping);
  const [chord] = clashes(table);
  if (chord === undefined) return mapping;
  const moved = movedInto(holdersOf(chord, table), mapping);
  // The keys as they are made do not clash, so one of the two was moved.
  const others = Object.entries(mapping).filter(([action]) => action !== moved);
  return moved === null ? {} : withoutClashes(Object.fromEntries(others) as Mapping);
}

/**
 * The action that came where another has its key: first one that did so beside a key as it is made.
 * Who has the same chord in a place of its own, where neither of the two is, keeps it.
 */
function movedInto(holders: readonly KeyBinding[], mapping: Mapping): KeyAction | null {
  const moved = holders.filter(({ action }) => mapping[action] !== undefined);
  const made = holders.filter(({ action }) => mapping[action] === undefined);
  const against = (others: readonly KeyBinding[]) =>
    moved.find(({ action }) => others.some((other) => isClash(action, other.action)));
  return (against(made) ?? against(moved))?.action ?? null;
}

const SINGLE = "single";

/** Whether single keys do something: who speaks to the machine may have turned them off. */
export function areSingleKeysOn(): boolean {
  return readKept("gm-keys")[SINGLE] !== false;
}

/** Kept with the mapping; on, as it is usually, is not written down. */
export function storeSingleKeys(areOn: boolean): boolean {
  const mapping = readMapping();
  return keep("gm-keys", areOn ? mapping : { ...mapping, [SINGLE]: false });
}

export function keysInUse(): readonly KeyBinding[] {
  return remapped(DEFAULT_KEYS, readMapping());
}

/** False when this browser keeps nothing: the keys then last as long as the page. */
export function storeMapping(mapping: Mapping): boolean {
  return keep("gm-keys", areSingleKeysOn() ? mapping : { ...mapping, [SINGLE]: false });
}

/** As `useShortcut`, for what stands beside a stage: as it is kept. */
export function useKeptShortcut(action: KeyAction): string {
  return useSyncExternalStore(onKept, () => {
    const binding = keysInUse().find((one) => one.action === action);
    return binding === undefined ? "" : chordWords(binding);
  });
}

/** The key of an action as it is now, for tooltips and menus. */
export function useShortcut(action: KeyAction): string {
  return useBench((state) => {
    const binding = state.keys.find((one) => one.action === action);
    return binding === undefined ? "" : chordWords(binding);
  });
}

function isChord(found: unknown): found is Chord {
  return typeof found === "object" && found !== null && "key" in found && typeof found.key === "string"; // prettier-ignore
}
