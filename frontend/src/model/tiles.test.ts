import { describe, expect, it } from "vitest";
import { isLarge, lastLevel, levelFor, tilesIn } from "./tiles";

const IMAGE = { width_px: 8000, height_px: 6000 };
const WHOLE = { minX: -100, minY: -100, maxX: 8100, maxY: 6100 };

describe("the tiles of a large picture", () => {
  it.each([
    [8000, 6000, true],
    [8193, 10, true],
    [8000, 5000, false],
    [4000, 3000, false],
  ])("are for %d x %d pixels: %s", (width_px, height_px, expected) => {
    expect(isLarge({ width_px, height_px })).toBe(expected);
  });

  it("are of the level that has what the screen shows", () => {
    expect(lastLevel(IMAGE)).toBe(4);
    expect([4, 1, 0.6, 0.5, 0.2, 0.001].map((scale) => levelFor(scale, IMAGE))).toEqual([
      0, 0, 0, 1, 2, 4,
    ]);
  });

  it("are those in sight", () => {
    const seen = { minX: 1000, minY: 500, maxX: 1030, maxY: 520 };

    expect(tilesIn(seen, 0, IMAGE).map(({ name }) => name)).toEqual([
      "0-1-0.jpg",
      "0-2-0.jpg",
      "0-1-1.jpg",
      "0-2-1.jpg",
    ]);
  });

  it("cover the picture at every level, each where it belongs", () => {
    expect(tilesIn(WHOLE, 0, IMAGE)).toHaveLength(16 * 12);
    expect(tilesIn(WHOLE, 4, IMAGE)).toEqual([
      { name: "4-0-0.jpg", bounds: { minX: 0, minY: 0, maxX: 8000, maxY: 6000 } },
    ]);
    expect(
      tilesIn({ ...WHOLE, maxX: 9000 }, 3, { width_px: 8193, height_px: 3 }).at(-1)?.bounds,
    ).toEqual({
      minX: 8192,
      minY: 0,
      maxX: 8200,
      maxY: 8,
    });
  });
});
