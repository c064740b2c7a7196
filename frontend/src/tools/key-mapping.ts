/** Keys as a person wants them: other chords for some actions, none of them twice. */

import type { KeyInput } from "./input";
import { areBeside } from "./key-places";
import { DIGITS, DIRECTIONS, type KeyAction, type KeyBinding } from "./key-table";

export type Chord = Pick<KeyBinding, "key" | "ctrl" | "shift">;
export type Mapping = Readonly<Partial<Record<KeyAction, Chord>>>;

/** Chords that browsers keep to themselves, or that a page had better leave to them. */
const RESERVED: ReadonlySet<string> = new Set([
  ..."0123456789+-=", // tabs, and the size of the page
  ..."abefghijklnoprstuwx",
  ...["Tab", "PageUp", "PageDown"],
]);
/** Families that hang together, and Escape, by which whoever is lost finds out again. */
const FIXED: ReadonlySet<KeyAction> = new Set<KeyAction>([
  ...DIGITS.flatMap((digit) => [`digit.${digit}`, `digit.${digit + 10}`] as const),
  ...DIRECTIONS.flatMap((way) => [`move.${way}`, `size.${way}`] as const),
  "gesture.cancel",
]);

/** A label's key is the schema's to say; digits of layers hang together. */
export const isFixed = (action: KeyAction): boolean =>
  FIXED.has(action) || /^(label|layer)\./.test(action);

/** The table with some actions on other chords, one each; an action not named keeps its own. */
export function remapped(table: readonly KeyBinding[], mapping: Mapping): readonly KeyBinding[] {
  const seen = new Set<KeyAction>();
  return table.flatMap((binding) => {
    const chord = mapping[binding.action];
    if (chord === undefined || isFixed(binding.action)) return [binding];
    if (seen.has(binding.action)) return [];
    seen.add(binding.action);
    const { action, group, isForBrush } = binding;
    return [{ action, group, ...chord, ...(isForBrush === true && { isForBrush }) }];
  });
}

/** What was pressed as a chord; null while only Shift, Ctrl and the like are down. */
export function chordPressed({ key, ctrl, shift, alt }: KeyInput): Chord | null {
  if (alt || ["Shift", "Control", "Meta", "Alt", "AltGraph", "Dead"].includes(key)) return null;
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  return {
    key: isLetter ? key.toLowerCase() : key,
    ...(ctrl && { ctrl }),
    ...(shift && { shift }),
  };
}

export function isReserved({ key, ctrl }: Chord): boolean {
  return /^F\d+$/.test(key) || (ctrl === true && RESERVED.has(key));
}

/** Whose chord it is already, pressed where `code` says; null when it is free for this action. */
export function holderOf(
  table: readonly KeyBinding[],
  action: KeyAction,
  chord: Chord,
  code = "",
): KeyAction | null {
  const found = remapped(table, { [action]: chord }).find((one) => one.action === action);
  const wanted = found ?? { action, group: "view", ...chord };
  // Digits are read by their place, whatever sign they write there with Shift.
  const places = code.startsWith("Digit") ? [chordOf({ ...wanted, key: code })] : [];
  const names = [chordOf(wanted), ...places];
  return (
    table.find(
      (one) =>
        one.action !== action &&
        areBeside(one.action, action) &&
        namesOf(one).some((name) => names.includes(name)),
    )?.action ?? null
  );
}

/** Chords that two different actions claim in one place; empty when the table is sound. */
export function clashes(table: readonly KeyBinding[]): readonly string[] {
  return table.flatMap((binding, at) => {
    const holders = holdersOf(chordOf(binding), table.slice(0, at));
    return holders.some(({ action }) => isClash(action, binding.action)) ? [chordOf(binding)] : [];
  });
}

/** Whether two actions cannot have one chord. */
export const isClash = (one: KeyAction, other: KeyAction) => one !== other && areBeside(one, other);

/** All that a chord stands for, in whatever place. */
export function holdersOf(chord: string, table: readonly KeyBinding[]): readonly KeyBinding[] {
  return table.filter((binding) => chordOf(binding) === chord);
}

/** A text that tells one chord from another, e.g. `ctrl+shift+z`. */
export function chordOf(binding: KeyBinding): string {
  return [
    binding.isForBrush && "brush",
    binding.ctrl && "ctrl",
    binding.shift && "shift",
    binding.key.toLowerCase(),
  ]
    .filter(Boolean)
    .join("+");
}

/** Digits stand in the table by their place on the keyboard, and are pressed as signs. */
function namesOf(binding: KeyBinding): readonly string[] {
  const own = chordOf(binding);
  return [own, own.replace("digit", "")];
}

/** What a key is called on the screen. */
export function chordWords({ key, ctrl, shift }: Chord): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl && "Ctrl", shift && "Shift", name].filter(Boolean).join(" ");
}

const NAMES: Readonly<Record<string, string>> = { " ": "Space", Escape: "Esc", Delete: "Del" };
