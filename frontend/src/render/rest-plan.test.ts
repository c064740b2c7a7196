import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Drawing } from "./drawing";
import { bitmapPlace, mustRedraw, overscanFor, ratioFor, snapped } from "./rest-plan";

const VIEWPORT = { width: 1000, height: 600 };
const OVERSCAN = { x: 250, y: 150 };
const VIEW = { scale: 1, x: 0, y: 0 };
/** Reaches beyond the stage on all sides, however it is moved here. */
const IMAGE = { width_px: 4000, height_px: 3000 };
const MIDDLE = { scale: 1, x: -1500, y: -1200 };

describe("the bitmap of the resting shapes", () => {
  it("is moved, not drawn, while the picture pans within the overscan", () => {
    const moved = (dx: number, dy: number) => ({ ...MIDDLE, x: MIDDLE.x + dx, y: MIDDLE.y + dy });

    expect(mustRedraw(MIDDLE, moved(240, -140), OVERSCAN, VIEWPORT, IMAGE)).toBe(false);
    expect(mustRedraw(MIDDLE, moved(260, 0), OVERSCAN, VIEWPORT, IMAGE)).toBe(true);
    expect(mustRedraw(MIDDLE, moved(0, -160), OVERSCAN, VIEWPORT, IMAGE)).toBe(true);
  });

  it("is moved as far as one likes while it holds the whole picture, and is no larger", () => {
    const small = { width_px: 800, height_px: 500 };
    const overscan = overscanFor(VIEWPORT, 1, VIEW, small);

    expect(overscan).toEqual({ x: 30, y: 30 });
    expect(mustRedraw(VIEW, { ...VIEW, x: 700, y: -400 }, overscan, VIEWPORT, small)).toBe(false);
    expect(overscanFor(VIEWPORT, 1, MIDDLE, IMAGE)).toEqual({ x: 250, y: 150 });
  });

  it("is drawn again when the scale has drifted to more than twice or less than half", () => {
    const at = (scale: number) => ({ scale, x: 0, y: 0 });

    expect(mustRedraw(VIEW, at(1.9), OVERSCAN, VIEWPORT, IMAGE)).toBe(false);
    expect(mustRedraw(VIEW, at(2.1), OVERSCAN, VIEWPORT, IMAGE)).toBe(true);
    expect(mustRedraw(VIEW, at(0.4), OVERSCAN, VIEWPORT, IMAGE)).toBe(true);
  });

  it("is drawn again when zooming out uncovers an edge of a picture that it holds", () => {
    const out = { scale: 0.8, x: -1100, y: -900 };

    expect(mustRedraw(MIDDLE, out, { x: 50, y: 50 }, VIEWPORT, IMAGE, true)).toBe(true);
    expect(mustRedraw(MIDDLE, out, { x: 50, y: 50 }, VIEWPORT, IMAGE)).toBe(false);
    expect(mustRedraw(MIDDLE, out, OVERSCAN, VIEWPORT, IMAGE, true)).toBe(false);
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

  it("begins on a whole pixel of the screen, and ends on one", () => {
    for (const ratio of [1.25, 1.5, 1.75]) {
      const { x, y } = overscanFor(VIEWPORT, ratio, VIEW, { width_px: 800, height_px: 500 });
      const canvas = document.createElement("canvas");
      const drawing = new Drawing({ canvas } as unknown as CanvasRenderingContext2D);
      drawing.resize(1001 + 2 * x, 601 + 2 * y, ratio);

      for (const at of [x * ratio, y * ratio]) expect(at).toBeCloseTo(Math.round(at), 9);
      expect(drawing.width * ratio).toBeCloseTo(canvas.width, 9);
      expect(drawing.height * ratio).toBeCloseTo(canvas.height, 9);
    }
  });

  it("stays within what iOS allows, also on a very large and dense screen", () => {
    for (const [width, height, screenRatio] of [
      [1440, 900, 2],
      [2560, 1440, 2],
      [3000, 1900, 1],
      [3840, 2160, 2],
    ] as const) {
      const ratio = ratioFor({ width, height }, screenRatio);
      const huge = { width_px: 40_000, height_px: 30_000 };
      const { x, y } = overscanFor({ width, height }, ratio, MIDDLE, huge);

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
