/** Keys of layouts that write no Latin letters: they count by their place, as on a keyboard that does. */

/** A letter of a script that has none of the Latin ones: Cyrillic, Greek, Hebrew, Hangul, Thai. */
const FOREIGN_LETTER = /^(?!\p{Script=Latin})\p{L}$/u;
/** Beyond ASCII and not Latin: such letters, and signs that are none, as the vowels of Thai. */
const FOREIGN = /^(?!\p{Script=Latin})[^\p{ASCII}]$/u;
/** What Turkish has at the place of I; other Latin letters lie where their layout has them. */
const TURKISH_I = /^[ıİ]$/u;
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
  const isTurkishI = letter === "i" && TURKISH_I.test(key);
  if (letter !== undefined && (isKept || isTurkishI || FOREIGN.test(key))) return letter;
  return FOREIGN_LETTER.test(key) ? (SIGN_AT[code] ?? key) : key;
}
