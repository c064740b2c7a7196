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
export function smallShares<Row extends { readonly small_side_px: number }>(
  rows: readonly Row[],
  longestPx: number,
): readonly Row[] {
  return rows.filter((row) => row.small_side_px < leastSidePx(longestPx));
}
