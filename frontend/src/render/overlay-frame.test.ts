import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sceneOf } from "@/testing/scene";
import { overlayFrame } from "./overlay-frame";
import type { ActiveShape, DrawnShape } from "./scene";
import { withTag } from "./tag-plan";

const VIEWPORT = { width: 1440, height: 900 };
const LOOK = { hex: "#30C7D2", isDashed: false, tag: "1", name: "Coin" };
const EMPTY = sceneOf({
  image: { width_px: 4000, height_px: 3000 },
  viewport: VIEWPORT,
  view: { scale: 0.3, x: 120, y: 0 },
});

function box(x: number, y: number, side: number): DrawnShape {
  const geometry = { x, y, width: side, height: side };
  return { id: "s1", kind: "box", geometry, look: LOOK };
}

function active(shape: DrawnShape): ActiveShape {
  const hand = { heldHandle: null, hasBetween: true, snappedTo: null };
  return { ...shape, stroke: "label", hasHandles: true, isByTouch: false, ...hand };
}

describe("the part of the stage that the overlay takes", () => {
  it("is none while the hand is at nothing", () => {
    expect(overlayFrame(EMPTY, 1)).toBeNull();
  });

  it("is small round a small shape, whatever the size of the stage", () => {
    const frame = overlayFrame({ ...EMPTY, active: active(box(2000, 1500, 100)) }, 1);

    expect(frame).toEqual({ left: 640, top: 384, width: 256, height: 128 });
  });

  it("holds the shape, its handles and its tag, within the stage", () => {
    const place = fc.double({ min: 0, max: 3000, noNaN: true });
    fc.assert(
      fc.property(place, place, fc.double({ min: 1, max: 3000, noNaN: true }), (x, y, side) => {
        const frame = overlayFrame({ ...EMPTY, active: active(box(x, y, side)) }, 2);
        if (frame === null) return;
        const [left, top] = [2 * (0.3 * x + 120), 2 * 0.3 * y];
        const [right, bottom] = [left + 0.6 * side, top + 0.6 * side];

        expect(frame.left).toBeLessThanOrEqual(Math.max(0, left - 8));
        expect(frame.top).toBeLessThanOrEqual(Math.max(0, top - 44));
        expect(frame.left + frame.width).toBeGreaterThanOrEqual(Math.min(2880, right + 8));
        expect(frame.top + frame.height).toBeGreaterThanOrEqual(Math.min(1800, bottom + 8));
        expect(frame.left + frame.width).toBeLessThanOrEqual(2880);
      }),
      { seed: 42 },
    );
  });

  it("is the whole stage where lines or texts lie all over it", () => {
    const whole = { left: 0, top: 0, width: 1440, height: 900 };
    const shape = active(box(2000, 1500, 100));

    expect(overlayFrame({ ...EMPTY, hasGrid: true }, 1)).toEqual(whole);
    expect(overlayFrame({ ...EMPTY, active: shape, turn: 1 }, 1)).toEqual(whole);
  });
});

describe("tags of resting shapes", () => {
  const small = Array.from({ length: 301 }, () => box(0, 0, 100));
  const large = box(0, 0, 200);

  it("stay on all shapes while these are few", () => {
    expect(withTag(small.slice(1), { stroke: "label" }, 0.3)).toHaveLength(300);
  });

  it("leave out the small ones among many, which zooming in brings back", () => {
    expect(withTag([...small, large], { stroke: "label" }, 0.3)).toEqual([large]);
    expect(withTag([...small, large], { stroke: "label" }, 0.4)).toHaveLength(302);
  });

  it("always number the clusters of a consensus", () => {
    expect(withTag(small, { stroke: "consensus" }, 0.3)).toHaveLength(301);
  });
});
