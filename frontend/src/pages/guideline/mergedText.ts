/**
 * What a person writes, with what came to the stored text meanwhile: an answer that was taken up
 * goes to its end. Null where both changed the same text; then a person has to choose.
 */
export function mergedText(base: string, mine: string, theirs: string): string | null {
  if (mine === base) return theirs;
  if (theirs === base || theirs === mine) return mine;
  const kept = base.trimEnd();
  return theirs.startsWith(kept) ? mine.trimEnd() + theirs.slice(kept.length) : null;
}
