import type { Catalogue, PluralForms, Text } from "./catalogue";

/** How much longer a text of a trial language is: German and Finnish need that room. */
const LONGER = 0.4;
const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."aåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž"]
    .reduce<[string, string][]>((pairs, letter, index, all) => {
      if (index % 2 === 0) pairs.push([letter, all[index + 1] ?? letter]);
      return pairs;
    }, [])
    .flatMap(([plain, accented]) => [
      [plain, accented],
      [plain.toUpperCase(), accented.toUpperCase()],
    ]),
);
/** `{names}`, `<marks>` and the brackets of `[optional parts]` stay as they are. */
const KEPT = /(\{\w+\}|<\/?\w+>|[[\]])/;
const FILLER = "ļöŕéɱ îþšûɱ ðöļöŕ šîţ åɱéţ ";
const TURNED = "\u202e";
const TURNED_BACK = "\u202c";

/** English that nobody writes: what stays plain on a page is no text of a catalogue. */
export function accented(catalogue: Catalogue): Catalogue {
  return each(catalogue, (words) =>
    [...words].map((letter) => ACCENTED[letter] ?? letter).join(""),
  );
}

/** The same, written from right to left, as Arabic and Hebrew are. */
export function mirrored(catalogue: Catalogue): Catalogue {
  return each(accented(catalogue), (words) =>
    words.replace(/\p{L}[\p{L}\p{M}’']*/gu, (word) => TURNED + word + TURNED_BACK),
  );
}

/** Texts that are longer, besides. */
export function longer(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, text]) => [key, mapForms(text, lengthened)]),
  );
}

function lengthened(text: string): string {
  const words = text.replace(new RegExp(KEPT, "g"), "");
  const wanted = Math.ceil(words.length * LONGER);
  if (!/\p{L}{2}/u.test(words)) return text;
  // A single word grows in itself: it cannot be broken where another one begins.
  if (!/\s/.test(words.trim())) return text + FILLER.replaceAll(" ", "").slice(0, wanted);
  return `${text} ${FILLER.repeat(1 + wanted / FILLER.length).slice(0, wanted)}`.trimEnd();
}

function each(catalogue: Catalogue, change: (words: string) => string): Catalogue {
  const changed = (text: string) =>
    text
      .split(KEPT)
      .map((piece) => (KEPT.test(piece) ? piece : change(piece)))
      .join("");
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, text]) => [key, mapForms(text, changed)]),
  );
}

function mapForms(text: Text, change: (form: string) => string): Text {
  if (typeof text === "string") return change(text);
  const forms = Object.entries(text).map(([form, words]) => [form, change(words as string)]);
  return Object.fromEntries(forms) as PluralForms;
}
