/**
 * COCO's compressed run-length text (maskApi, Lin et al. 2014); `concord.documents.rle` on the
 * server is the same. Pixels are counted down the columns, from the left one on. Runs of unset and
 * set pixels take turns, the first one is of unset pixels and may be 0. From the fourth on, each
 * run is written as its difference from the one before last; numbers as groups of 5 bits, the
 * lowest first, with one bit for "more" and the sign in the last group.
 */

const FIRST_CHARACTER = 48;
const BITS = 5;
const MORE = 0x20;
const NEGATIVE = 0x10;
const DATA = 0x1f;
/** 35 bits: more than the pixels of any picture. Sums of powers, as `<<` ends at 32. */
const MOST_GROUPS = 7;

export class InvalidRle extends Error {}

/** The runs that a text stands for; every one but the first is above 0. Throws InvalidRle. */
export function runsOf(counts: string): readonly number[] {
  const runs: number[] = [];
  let value = 0;
  let groups = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const group = counts.charCodeAt(index) - FIRST_CHARACTER;
    if (group < 0 || group >= 2 * MORE || groups === MOST_GROUPS)
      throw new InvalidRle("The text holds something that is no number.");
    value += (group & DATA) * 2 ** (BITS * groups);
    groups += 1;
    if ((group & MORE) !== 0) continue;
    if ((group & NEGATIVE) !== 0) value -= 2 ** (BITS * groups);
    if (runs.length > 2) value += runs.at(-2) ?? 0;
    if (value < 0 || (value === 0 && runs.length > 0)) throw new InvalidRle("A run has no pixels.");
    runs.push(value);
    value = 0;
    groups = 0;
  }
  if (groups > 0) throw new InvalidRle("The text ends inside a number.");
  return runs;
}

/** The text that stands for the runs; the shortest one, as the server and pycocotools write it. */
export function textOf(runs: readonly number[]): string {
  const characters: number[] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const before = index > 2 ? (runs[index - 2] ?? 0) : 0;
    let value = (runs[index] ?? 0) - before;
    let isLast = false;
    while (!isLast) {
      const group = value & DATA;
      // Runs may be longer than 31 bits, where `>>` would cut them.
      value = Math.floor(value / 2 ** BITS);
      isLast = value === ((group & NEGATIVE) !== 0 ? -1 : 0);
      characters.push(FIRST_CHARACTER + group + (isLast ? 0 : MORE));
    }
  }
  return charactersOf(characters);
}

/** In parts, as a call takes only so many arguments. */
function charactersOf(codes: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += 8192)
    parts.push(String.fromCharCode(...codes.slice(at, at + 8192)));
  return parts.join("");
}

/** How many pixels are set. */
export function setPixels(runs: readonly number[]): number {
  return runs.reduce((total, run, index) => total + (index % 2 === 1 ? run : 0), 0);
}

/**
 * For each column of a window, where its set pixels begin and end, taking turns, from top to
 * bottom; a column without any has an empty list.
 */
export function columnsOf(
  runs: readonly number[],
  width: number,
  height: number,
): readonly (readonly number[])[] {
  const columns = Array.from({ length: width }, (): number[] => []);
  let start = 0;
  for (const [index, run] of runs.entries()) {
    const end = start + run;
    while (index % 2 === 1 && start < end) {
      const row = start % height;
      const length = Math.min(height - row, end - start);
      columns[Math.floor(start / height)]?.push(row, row + length);
      start += length;
    }
    start = end;
  }
  return columns;
}
