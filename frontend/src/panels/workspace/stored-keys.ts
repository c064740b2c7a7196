/** The keys as somebody remapped them, kept in this browser and with the person. */

import { useSyncExternalStore } from "react";
import {
  chordWords,
  clashes,
  holdersOf,
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
  const moved = holdersOf(chord, table).find(({ action }) => mapping[action] !== undefined);
  // The keys as they are made do not clash, so one of the two was moved.
  const others = Object.entries(mapping).filter(([action]) => action !== moved?.action);
  return moved === undefined ? {} : withoutClashes(Object.fromEntries(others) as Mapping);
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
