/** How often somebody has done what a hint explains; after ten times it goes away. */

const KEY = "gm-hint-uses";
export const HINTS_UNTIL = 10;

/** By the tool's name, which is the first part of the name of each of its states. */
type Uses = Partial<Record<string, number>>;

export function hintUses(tool: string): number {
  return readUses()[tool] ?? 0;
}

export function countHintUse(tool: string): void {
  const uses = readUses();
  const next = { ...uses, [tool]: (uses[tool] ?? 0) + 1 };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch (error) {
    // Storage is full or forbidden: the hint simply stays.
    if (!(error instanceof DOMException)) throw error;
  }
}

function readUses(): Uses {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Uses;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}
