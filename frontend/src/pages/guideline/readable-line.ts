/** A changed line of a guideline as people read it: what Markdown's signs mean, not the signs. */

export type LineForm = "heading" | "item" | "quote" | "plain";

interface Piece {
  readonly text: string;
}

const FORMS: readonly (readonly [RegExp, LineForm])[] = [
  [/^#{1,6}\s+/, "heading"],
  [/^\s*[-*+]\s+/, "item"],
  [/^\s*>\s?/, "quote"],
];
/** Of emphasis and of code; a star between two spaces is a star. */
const SIGNS = /[*`]+(?=\S)|(?<=\S)[*`]+/g;

/** The pieces of a line without signs, each with all else it had; those of signs alone are gone. */
export function readableLine<Kind extends Piece>(
  pieces: readonly Kind[],
): { readonly form: LineForm; readonly pieces: readonly Kind[] } {
  const whole = pieces.map(({ text }) => text).join("");
  const [sign, form] = FORMS.find(([pattern]) => pattern.test(whole)) ?? [/^/, "plain" as const];
  let ahead = sign.exec(whole)?.[0].length ?? 0;
  const readable = pieces.flatMap((piece) => {
    const rest = piece.text.slice(ahead);
    ahead = Math.max(0, ahead - piece.text.length);
    const text = rest.replace(SIGNS, "");
    return text === "" ? [] : [{ ...piece, text }];
  });
  return { form, pieces: readable };
}
