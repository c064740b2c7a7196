import type { Part } from "./types";

/** Parts of one question of several choices together, others by themselves, in their order. */
export function byQuestion(parts: readonly Part[]): readonly (readonly [Part, ...Part[]])[] {
  const groups: [Part, ...Part[]][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const isSame = part.option != null && last?.[0].option != null;
    if (last !== undefined && isSame && questionKey(last[0]) === questionKey(part)) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

/** The key of the question, which stands before that of its option. */
function questionKey({ key }: Part): string | undefined {
  return key.split("/")[0];
}
