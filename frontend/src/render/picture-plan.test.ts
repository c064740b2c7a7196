import { describe, expect, it } from "vitest";
import { isLayer, laidScaleFor, tileLevelFor } from "./picture-plan";

const IMAGE = { width_px: 4000, height_px: 3000 };

describe("the picture is laid out", () => {
  it("as large as it is seen at first, and again when zooming went far", () => {
    expect(laidScaleFor(0.25, null, IMAGE)).toBe(0.25);
    expect(laidScaleFor(0.49, 0.25, IMAGE)).toBe(0.25);
    expect(laidScaleFor(0.51, 0.25, IMAGE)).toBe(0.51);
    expect(laidScaleFor(0.18, 0.25, IMAGE)).toBe(0.25);
    expect(laidScaleFor(0.17, 0.25, IMAGE)).toBe(0.17);
  });

  it("as large as it is seen where single pixels are to be seen", () => {
    const small = { width_px: 600, height_px: 400 };

    expect(laidScaleFor(10, 9, small)).toBe(10);
  });

  it("in its own size where a layer of it would be too large", () => {
    expect([isLayer(4, IMAGE), isLayer(4.1, IMAGE)]).toEqual([true, false]);
    expect(laidScaleFor(4.1, 4, IMAGE)).toBe(1);
  });
});

describe("the tiles of a picture", () => {
  const large = { width_px: 8000, height_px: 6000 };

  it("have the level that fits once the hand rests", () => {
    expect([0.15, 0.25, 0.26, 0.5, 1].map((scale) => tileLevelFor(scale, null, large))).toEqual([
      2, 2, 1, 1, 0,
    ]);
  });

  it("become finer while it zooms in only where they are seen twice as large", () => {
    expect([0.26, 0.5, 0.51].map((scale) => tileLevelFor(scale, 2, large))).toEqual([2, 2, 0]);
  });

  it("become coarser as it zooms out, where there are ever more of them", () => {
    expect([0.3, 0.25].map((scale) => tileLevelFor(scale, 1, large))).toEqual([1, 2]);
  });
});
