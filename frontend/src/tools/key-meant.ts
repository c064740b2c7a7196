/** Keys of layouts that write no Latin letters: they count by their place, as on a keyboard that does. */

/** A letter of a script that has none of the Latin ones: Cyrillic, Greek, Hebrew, Hangul, Thai. */
const FOREIGN_LETTER = /^(?!\p{Script=Latin})\p{L}$/u;
/** Signs that have keys, where such layouts write letters. */
const SIGN_AT: Readonly<Record<string, string>> = {
  BracketLeft: "[",
  BracketRight: "]",
  Comma: ",",
  Period: ".",
};

/** What a key stands for in the table of keys: the Latin letter or sign at its place where the
 * layout writes a letter of another script there, or an input method keeps the letter to itself. */
export function keyMeant(key: string, code: string): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const isKept = key === "Process" || key === "Unidentified";
  // So does a Latin letter beyond ASCII, such as the i without a dot of Turkish.
  if (letter !== undefined && (isKept || /^[^\p{ASCII}]$/u.test(key))) return letter;
  return FOREIGN_LETTER.test(key) ? (SIGN_AT[code] ?? key) : key;
}
