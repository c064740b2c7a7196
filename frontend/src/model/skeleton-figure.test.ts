import { expect, it } from "vitest";
import { figurePlace, figurePlaces } from "./skeleton-figure";

it("puts points without a place on a circle and leaves the others where they are", () => {
  expect(figurePlaces([{}, { at: [0.1, 0.2] }, {}, {}])).toEqual([
    [0.5, 0.08],
    [0.1, 0.2],
    [0.5, 0.92],
    [0.08, 0.5],
  ]);
  expect(figurePlaces([{}])).toEqual([[0.5, 0.5]]);
  expect(figurePlaces([])).toEqual([]);
});

it("keeps a place within the figure", () => {
  expect(figurePlace(-3, 1.2)).toEqual([0, 1]);
  expect(figurePlace(0.12345, 0.5)).toEqual([0.123, 0.5]);
});
