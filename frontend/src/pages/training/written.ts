/** Questions in words: how answers read, and what a manager types becomes a question. */

interface Asked {
  readonly type: "single" | "several" | "order" | "number";
  readonly options: readonly { readonly key: string; readonly text: string }[];
  readonly unit?: string;
}

/** An answer, or what is known, in words. */
export function wordsOf(asked: Asked, said: unknown, number: (value: number) => string): string {
  const textOf = (key: unknown) => asked.options.find((one) => one.key === key)?.text ?? "–";
  if (Array.isArray(said)) return said.map(textOf).join(", ");
  const value = isTolerant(said) ? said.value : said;
  if (typeof value === "number") return `${number(value)} ${asked.unit ?? ""}`.trim();
  return textOf(said);
}

function isTolerant(said: unknown): said is { value: number; tolerance: number } {
  return typeof said === "object" && said !== null && "value" in said;
}

export interface WrittenDraft {
  readonly type: Asked["type"];
  readonly text: string;
  /** One a line; right ones begin with `*`, those in order stand in their order. */
  readonly options: string;
  readonly value: number | "";
  readonly tolerance: number | "";
  readonly unit: string;
}

/** The question and what is known of it; the server judges both. */
export function writtenFrom(draft: WrittenDraft) {
  const { type, text } = draft;
  if (type === "number") {
    const known = {
      value: draft.value === "" ? null : draft.value,
      tolerance: draft.tolerance || 0,
    };
    return { asked: { type, text, options: [], unit: draft.unit }, known };
  }
  const lines = draft.options
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const options = lines.map((line, index) => ({
    key: `o${index + 1}`,
    text: line.replace(/^\*\s*/, ""),
  }));
  const starred = options.filter((_, index) => lines[index]?.startsWith("*"));
  const keys = (type === "order" ? options : starred).map(({ key }) => key);
  const known = type === "single" ? (keys.length === 1 ? keys[0] : null) : keys;
  return { asked: { type, text, options, unit: "" }, known: known ?? null };
}
