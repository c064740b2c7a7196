/** A changed line of a guideline as people read it: what Markdown's signs mean, not the signs. */

export type LineForm = "heading" | "item" | "quote" | "plain";

interface Piece {
  readonly kind: string;
  readonly text: string;
}

const FORMS: readonly (readonly [RegExp, LineForm])[] = [
  [/^#{1,6}\s+/, "heading"],
  [/^\s*[-*+]\s+/, "item"],
  [/^\s*>\s?/, "quote"],
];
/** Signs of emphasis and of code stand in pairs round something; any other is what it is. */
const PAIRS = /(\*\*|\*|`)(?=\S)(.*?\S)\1/g;

interface Readable<Kind> {
  readonly form: LineForm;
  readonly pieces: readonly Kind[];
}

/**
 * The pieces of a line without signs, each with all else it had; those of signs alone are gone.
 * Where nothing but signs changed the line stays as it was written.
 */
export function readableLine<Kind extends Piece>(pieces: readonly Kind[]): Readable<Kind> {
  const whole = pieces.map(({ text }) => text).join("");
  const [sign, form] = FORMS.find(([pattern]) => pattern.test(whole)) ?? [/^/, "plain" as const];
  const isSign = signsIn(whole, sign.exec(whole)?.[0].length ?? 0);
  let at = 0;
  const readable = pieces.flatMap((piece) => {
    const text = piece.text
      .split("")
      .filter((_, index) => !isSign.has(at + index))
      .join("");
    at += piece.text.length;
    return text === "" ? [] : [{ ...piece, text }];
  });
  const changed = (all: readonly Kind[]) => all.some(({ kind }) => kind !== "same");
  return changed(pieces) && !changed(readable)
    ? { form: "plain", pieces }
    : { form, pieces: readable };
}

/** Which characters are signs; the first `before` of them say what the line is. */
function signsIn(line: string, before: number): ReadonlySet<number> {
  const found = new Set(Array.from({ length: before }, (_, index) => index));
  const within = (from: number, text: string) => {
    for (const pair of text.matchAll(PAIRS)) {
      const [all, sign = "", inner = ""] = pair;
      const start = from + pair.index;
      for (let index = 0; index < sign.length; index += 1) {
        found.add(start + index);
        found.add(start + all.length - 1 - index);
      }
      if (sign !== "`") within(start + sign.length, inner);
    }
  };
  within(before, line.slice(before));
  return found;
}
