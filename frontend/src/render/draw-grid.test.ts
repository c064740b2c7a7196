import { expect, it } from "vitest";
import { gridStep } from "./draw-grid";

it("draws lines at pixels once these are large, and round numbers apart before", () => {
  expect([40, 24, 10, 2.4, 1, 0.2].map(gridStep)).toEqual([1, 1, 5, 10, 50, 200]);
});
