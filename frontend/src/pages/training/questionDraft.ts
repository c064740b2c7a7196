interface Option {
  readonly key: string;
  readonly text: string;
}

/**
 * What a manager types for a question's options: one a line, right ones begin with `*`.
 *
 * `before` are the options the question has: one that stays, or is only worded otherwise, keeps
 * its key, so that whoever is answering meanwhile answers what they chose.
 */
export function optionsFrom(
  text: string,
  before: readonly Option[] = [],
): { options: Option[]; right_keys: string[] } {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const texts = lines.map((line) => line.replace(/^\*\s*/, ""));
  const keys = keysFor(texts, before);
  const options = texts.map((one, index) => ({ key: keys[index] ?? "", text: one }));
  const right = options.filter((_, index) => lines[index]?.startsWith("*"));
  return { options, right_keys: right.map(({ key }) => key) };
}

/** The lines that a question's options were typed as. */
export function linesOf(options: readonly Option[], rightKeys: readonly string[]): string {
  return options.map(({ key, text }) => (rightKeys.includes(key) ? `* ${text}` : text)).join("\n");
}

function keysFor(texts: readonly string[], before: readonly Option[]): string[] {
  const left = new Map(before.map(({ key, text }) => [text, key]));
  const kept = texts.map((text) => {
    const key = left.get(text);
    left.delete(text);
    return key;
  });
  const taken = new Set(before.map(({ key }) => key));
  const reworded = new Set(left.values());
  let last = 0;
  return kept.map((key, index) => {
    if (key !== undefined) return key;
    const there = before[index]?.key;
    if (texts.length === before.length && there !== undefined && reworded.delete(there)) {
      return there;
    }
    do last += 1;
    while (taken.has(`o${last}`));
    return `o${last}`;
  });
}
