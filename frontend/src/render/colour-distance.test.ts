import { describe, expect, it } from "vitest";
import { ciede2000, colourDistance } from "./colour-distance";
import { LABEL_COLOURS } from "./palette";

/** Sharma, Wu and Dalal 2005, table 1. */
const PUBLISHED = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
] as const;

describe("the distance of colours", () => {
  it.each(PUBLISHED)("is as published of %j and %j", (first, second, wanted) => {
    expect(ciede2000(first, second)).toBeCloseTo(wanted, 4);
    expect(ciede2000(second, first)).toBeCloseTo(wanted, 4);
  });

  it("is, of our own colours and the least favourable sight, what the palette says", () => {
    const least = (count: number) => {
      const colours = LABEL_COLOURS.slice(0, count).map(({ hex }) => hex);
      const pairs = colours.flatMap((one, at) =>
        colours.slice(at + 1).map((other) => colourDistance(one, other) ?? NaN),
      );
      return Math.min(...pairs);
    };

    expect([5, 8, 12].map((count) => least(count).toFixed(1))).toEqual(["13.6", "10.3", "8.3"]);
  });

  it("is 0 of a colour and itself, and not known of what is no colour", () => {
    expect(colourDistance("#30c7d2", "#30C7D2")).toBe(0);
    expect(colourDistance("#30C7D2", "aqua")).toBeNull();
  });
});
