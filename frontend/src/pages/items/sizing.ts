/** What labels are for, from the cheapest kind of shape to the dearest. */
export const GOALS = ["classify", "find", "turned", "parts", "lines", "outline", "pixels"] as const;
export type Goal = (typeof GOALS)[number];

/** Most models look at a picture brought down to so many pixels on its long side. */
const MODEL_PX = 640;
/** An object needs so many of them across before a model learns to find it. */
const LEAST_MODEL_PX = 10;

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** The long side, in pixels, of most pictures ("4000 x 3000"); null where none is known. */
export function longestSidePx(sizes: readonly Counted[]): number | null {
  const most = [...sizes].sort((one, other) => other.count - one.count)[0];
  const sides = most?.value.split(" x ").map(Number) ?? [];
  return sides.length === 2 && sides.every((side) => side > 0) ? Math.max(...sides) : null;
}

/** The shorter side, in pixels of the picture, that an object should have at least. */
export function leastSidePx(longestPx: number): number {
  return LEAST_MODEL_PX * Math.max(1, longestPx / MODEL_PX);
}

/** Labels of which a tenth or more of the objects is smaller than that. */
export function smallShares<Row extends { readonly small_side_px: number | null }>(
  rows: readonly Row[],
  longestPx: number,
): readonly (Row & { readonly small_side_px: number })[] {
  const isSmall = (row: Row): row is Row & { readonly small_side_px: number } =>
    row.small_side_px !== null && row.small_side_px < leastSidePx(longestPx);
  return rows.filter(isSmall);
}

interface Balanced {
  readonly key: string;
  readonly shape_count: number;
  readonly picture_count: number;
}

/** What a model learns a label from: objects, or whole pictures where it is an answer. */
export function countOf({ shape_count, picture_count }: Balanced): number {
  return shape_count > 0 ? shape_count : picture_count;
}

/** So many times rarer than the most frequent one a label is too rare. */
const MOST_RATIO = 20;

/**
 * The most frequent and the rarest label of those that are alternatives (the labels of shapes, or
 * the answers to one question), where the one is far more frequent.
 */
export function unbalanced<Row extends Balanced>(
  rows: readonly Row[],
): readonly { readonly most: Row; readonly rarest: Row }[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = row.key.includes("=") ? row.key.slice(0, row.key.indexOf("=")) : "";
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()].flatMap((some) => {
    const ordered = some.toSorted((one, other) => countOf(other) - countOf(one));
    const [most, rarest] = [ordered[0], ordered.at(-1)];
    if (most === undefined || rarest === undefined) return [];
    return countOf(most) > MOST_RATIO * countOf(rarest) ? [{ most, rarest }] : [];
  });
}
