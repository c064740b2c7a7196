import { expect, it } from "vitest";
import { estimateAt } from "./intervals";

const CURVE = [
  { n: 12, confidence: 0.84, lower: 0.6, upper: 0.95 },
  { n: 40, confidence: 0.97, lower: 0.88, upper: 0.99 },
  { n: 1, confidence: 0.15, lower: null, upper: null },
];

it("is that of the bin the figure lies in, its ends in the bin above, and 1 in the last", () => {
  expect(estimateAt(CURVE, 0.8)).toEqual({ value: 0.8, lower: 0.6, upper: 0.95, count: 12 });
  expect(estimateAt(CURVE, 0.9)?.count).toBe(40);
  expect(estimateAt(CURVE, 1)).toEqual({ value: 1, lower: 0.88, upper: 0.99, count: 40 });
});

it("is none where no gold has such a figure, or says nothing", () => {
  expect([0.5, 0.12].map((value) => estimateAt(CURVE, value))).toEqual([null, null]);
  expect(estimateAt([], 0.9)).toBeNull();
});
