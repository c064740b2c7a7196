import { expect, it } from "vitest";
import { greyFacts } from "./grey";

const rgba = (...pixels: readonly (readonly [number, number, number])[]) =>
  new Uint8ClampedArray(pixels.flatMap(([red, green, blue]) => [red, green, blue, 255]));

it("counts the levels of grey pixels, also of those that JPEG rounded", () => {
  const facts = greyFacts(rgba([10, 10, 10], [40, 42, 38], [200, 200, 200], [200, 200, 200]));

  expect(facts).toMatchObject({ lowest: 10, highest: 200, median: 42 });
  expect(facts?.bins.reduce((sum, count) => sum + count, 0)).toBe(4);
});

it("finds no window in a picture of which one pixel has a colour", () => {
  expect(greyFacts(rgba([10, 10, 10], [10, 40, 10]))).toBeNull();
});

it("has a window of one level for a picture that is all the same", () => {
  expect(greyFacts(rgba([7, 7, 7], [7, 7, 7]))).toMatchObject({ lowest: 7, highest: 7, median: 7 });
});
