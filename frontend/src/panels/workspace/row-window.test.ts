import { expect, it } from "vitest";
import { placesShown, rangeSeen } from "./row-window";

const sight = (from: number, to: number, open: { place: number; extra: number } | null = null) => ({
  from,
  to,
  rowHeight: 32,
  open,
});

it("shows what is seen with some to spare, by steps and within the list", () => {
  expect([
    rangeSeen(sight(-300, 400), 2000),
    rangeSeen(sight(32_000, 32_400), 2000),
    rangeSeen(sight(32_031, 32_431), 2000),
    rangeSeen(sight(63_800, 64_200), 2000),
    rangeSeen(sight(90_000, 90_400), 2000),
    rangeSeen(sight(0, 400), 0),
  ]).toEqual([
    [0, 32],
    [984, 1032],
    [984, 1032],
    [1976, 2000],
    [2000, 2000],
    [0, 0],
  ]);
});

it("reckons with the row that is open, seen or passed", () => {
  const seenIn = rangeSeen(sight(3200, 3600, { place: 100, extra: 640 }), 2000);
  const passed = rangeSeen(sight(32_640, 33_040, { place: 100, extra: 640 }), 2000);
  const ahead = rangeSeen(sight(0, 400, { place: 1500, extra: 640 }), 2000);

  expect(seenIn).toEqual([88, 112]);
  expect(passed).toEqual([984, 1032]);
  expect(ahead).toEqual([0, 32]);
});

it("never lets go of the ends, the chosen and the focused row, each once and in order", () => {
  expect(placesShown([4, 8], 100, [50, 6, -1, 50, 2])).toEqual([0, 2, 4, 5, 6, 7, 50, 99]);
  expect(placesShown([0, 0], 0, [-1])).toEqual([]);
  expect(placesShown([0, 1], 1, [3])).toEqual([0]);
});
