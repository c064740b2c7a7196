import type { Captions } from "./CaptionFields";

interface Joined {
  readonly words: Captions;
  /** Of how many originals both changed what they say, and not alike. */
  readonly clashes: number;
}

/** What two translators wrote over `base`, word by word; where both changed one, it says `mine`. */
export function joinedWords(mine: Captions, base: Captions, theirs: Captions): Joined {
  const words = { ...theirs };
  let clashes = 0;
  for (const original of new Set([...Object.keys(mine), ...Object.keys(base)])) {
    const [own, was, other] = [mine, base, theirs].map((one) => one[original] ?? "");
    if (own === was) continue;
    if (other !== was && other !== own) clashes += 1;
    words[original] = own ?? "";
  }
  return { words, clashes };
}
