import { expect, it } from "vitest";
import { leastSidePx, longestSidePx, smallShares } from "./sizing";

it("reads the long side of most pictures", () => {
  const sizes = [
    { value: "640 x 480", count: 3 },
    { value: "3000 x 4000", count: 9 },
  ];

  expect(longestSidePx(sizes)).toBe(4000);
  expect(longestSidePx([])).toBeNull();
});

it("asks for ten pixels of what a model looks at", () => {
  expect(leastSidePx(640)).toBe(10);
  expect(leastSidePx(4000)).toBe(62.5);
  expect(leastSidePx(320)).toBe(10);
});

it("names labels whose small objects are too small", () => {
  const rows = [
    { label: "coin", small_side_px: 70 },
    { label: "screw", small_side_px: 30 },
  ];

  expect(smallShares(rows, 4000)).toEqual([rows[1]]);
});
