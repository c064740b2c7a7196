/** What gold came to at a confidence: the doubt that stands beside the figure. */

import type { Estimate } from "@/panels/shared";

/** Bins of equal width over [0, 1], as the report draws them; empty ones are left out. */
const BINS = 10;

export interface CurveBin {
  readonly n: number;
  /** The mean of the confidences in it. */
  readonly confidence: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * A calibrated figure with the interval of 95 % of what gold of such a figure came to; null where no
 * gold has one. The figure may lie outside: then it says more than the gold does.
 */
export function estimateAt(curve: readonly CurveBin[], value: number): Estimate | null {
  const bin = curve.find(({ confidence }) => numberOf(confidence) === numberOf(value));
  if (bin === undefined || bin.lower === null || bin.upper === null) return null;
  return { value, lower: bin.lower, upper: bin.upper, count: bin.n };
}

function numberOf(value: number): number {
  return Math.min(Math.floor(value * BINS), BINS - 1);
}
