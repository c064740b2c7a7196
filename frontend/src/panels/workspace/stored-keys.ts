/** The keys as somebody remapped them, kept in this browser and with the person. */

import { chordWords, clashes, remapped, type Chord, type Mapping } from "@/tools/key-mapping";
import { DEFAULT_KEYS, type KeyAction, type KeyBinding } from "@/tools/key-table";
import { useBench } from "./engine/context";
import { keep, readKept } from "./kept";

const KNOWN: ReadonlySet<string> = new Set(DEFAULT_KEYS.map(({ action }) => action));

/** What is not a mapping of today's actions, or clashes with a key that came later, is left out. */
export function readMapping(): Mapping {
  const kept = Object.entries(readKept("gm-keys")).filter(
    ([action, chord]) => KNOWN.has(action) && isChord(chord),
  );
  const mapping = Object.fromEntries(kept) as Mapping;
  return clashes(remapped(DEFAULT_KEYS, mapping)).length === 0 ? mapping : {};
}

export function keysInUse(): readonly KeyBinding[] {
  return remapped(DEFAULT_KEYS, readMapping());
}

/** False when this browser keeps nothing: the keys then last as long as the page. */
export function storeMapping(mapping: Mapping): boolean {
  return keep("gm-keys", mapping);
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
