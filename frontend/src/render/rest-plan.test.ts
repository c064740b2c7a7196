import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitmapPlace, mustRedraw, overscanFor, ratioFor, snapped } from "./rest-plan";

const VIEWPORT = { width: 1000, height: 600 };
const OVERSCAN = { x: 250, y: 150 };
const VIEW = { scale: 1, x: 0, y: 0 };

describe("the bitmap of the resting shapes", () => {
  it("is moved, not drawn, while the picture pans within the overscan", () => {
    expect(mustRedraw(VIEW, { ...VIEW, x: 240, y: -140 }, OVERSCAN, VIEWPORT)).toBe(false);
    expect(mustRedraw(VIEW, { ...VIEW, x: 260 }, OVERSCAN, VIEWPORT)).toBe(true);
  });

  it("is drawn again when the scale has drifted by more than 1.5", () => {
    expect(mustRedraw(VIEW, { scale: 1.4, x: 0, y: 0 }, OVERSCAN, VIEWPORT)).toBe(false);
    expect(mustRedraw(VIEW, { scale: 1.6, x: 0, y: 0 }, OVERSCAN, VIEWPORT)).toBe(true);
    expect(mustRedraw(VIEW, { scale: 0.6, x: 0, y: 0 }, OVERSCAN, VIEWPORT)).toBe(true);
  });

  it("puts every image pixel where the view has it", () => {
    const number = fc.double({ min: -500, max: 500, noNaN: true });
    const view = fc.record({
      scale: fc.double({ min: 0.1, max: 40, noNaN: true }),
      x: number,
      y: number,
    });
    fc.assert(
      fc.property(view, view, number, (drawn, now, at) => {
        const onBitmap = at * drawn.scale + drawn.x + OVERSCAN.x;
        const place = bitmapPlace(drawn, now, OVERSCAN);

        expect(place.x + place.scale * onBitmap).toBeCloseTo(at * now.scale + now.x, 4);
      }),
      { seed: 42 },
    );
  });

  it("stays within what iOS allows, also on a very large and dense screen", () => {
    for (const [width, height, screenRatio] of [
      [1440, 900, 2],
      [2560, 1440, 2],
      [3000, 1900, 1],
      [3840, 2160, 2],
    ] as const) {
      const ratio = ratioFor({ width, height }, screenRatio);
      const { x, y } = overscanFor({ width, height }, ratio);

      expect((width + 2 * x) * (height + 2 * y) * ratio * ratio).toBeLessThanOrEqual(16_700_000);
    }
  });

  it("lies on whole pixels of the screen, at most half a pixel from where it was put", () => {
    for (const ratio of [1, 1.25, 2]) {
      const view = snapped({ scale: 0.3, x: 10.37, y: -4.81 }, ratio);

      expect(view.x * ratio).toBeCloseTo(Math.round(10.37 * ratio), 9);
      expect(view.y * ratio).toBeCloseTo(Math.round(-4.81 * ratio), 9);
      expect(Math.abs(view.x - 10.37)).toBeLessThanOrEqual(0.5 / ratio);
      expect(view.scale).toBe(0.3);
    }
  });
});
