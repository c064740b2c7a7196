/** What a manager types for a question's options: one a line, right ones begin with `*`. */
export function optionsFrom(text: string): {
  options: { key: string; text: string }[];
  right_keys: string[];
} {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const options = lines.map((line, index) => ({
    key: `o${index + 1}`,
    text: line.replace(/^\*\s*/, ""),
  }));
  const right = options.filter((_, index) => lines[index]?.startsWith("*"));
  return { options, right_keys: right.map(({ key }) => key) };
}
