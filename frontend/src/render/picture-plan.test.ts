import { describe, expect, it } from "vitest";
import { isLayer, laidScaleFor } from "./picture-plan";

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
