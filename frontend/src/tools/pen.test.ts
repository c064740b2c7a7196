import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "./commands";
import { Driver } from "./driver";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "boat", name: "Boat", color: "lime", kind: "box" },
    { key: "lake", name: "Lake", color: "aqua", kind: "polygon" },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const VIEWPORT = { width: 400, height: 300 };

function driver(tool: ToolName = "box") {
  const options = { document: EMPTY_DOCUMENT, schema: SCHEMA, image: IMAGE, tool, canEdit: true };
  return new Driver(options, VIEWPORT);
}

const boxes = (d: Driver) => d.bench.state.document.shapes.map((shape) => shape.geometry);
const pen = { device: "pen" as const, pointerId: 50 };
const touch = (pointerId: number) => ({ device: "touch" as const, pointerId });
const DRAWN = [{ x: 20, y: 20, width: 40, height: 40 }];

/** Two fingers drawn apart, and lifted. */
function pinch(d: Driver) {
  d.down(100, 100, touch(7)).down(200, 200, touch(8));
  d.move(320, 320, touch(8)).up(320, 320, touch(8)).up(100, 100, touch(7));
}

describe("a hand that rests while the pen draws", () => {
  it("may lie there before the tip comes: the picture is let go of and the pen draws", () => {
    const d = driver();
    d.down(300, 300, pen).up(300, 300, pen).press("Escape");
    const { view } = d.bench.state;

    d.down(200, 200, touch(1)).down(20, 20, pen).move(230, 230, touch(1));
    d.move(60, 60, pen).up(60, 60, pen).up(230, 230, touch(1));

    expect(boxes(d)).toEqual(DRAWN);
    expect(d.bench.state.view).toEqual(view);
  });

  it("draws nothing itself when the pen comes for the first time, after it", () => {
    const d = driver();

    d.down(200, 200, touch(1)).move(240, 240, touch(1));
    d.down(20, 20, pen).move(60, 60, pen).up(60, 60, pen).up(240, 240, touch(1));

    expect(boxes(d)).toEqual(DRAWN);
  });

  it.each([1, 2, 3])("ends no stroke with %i touches in the middle of it", (count) => {
    const d = driver();
    const { view } = d.bench.state;

    d.down(20, 20, pen).move(40, 40, pen);
    for (let id = 1; id <= count; id += 1) d.down(100 * id, 200, touch(id));
    d.move(130, 230, touch(1)).move(60, 60, pen).up(60, 60, pen);
    for (let id = 1; id <= count; id += 1) d.up(100 * id, 200, touch(id));

    expect(boxes(d)).toEqual(DRAWN);
    expect(d.bench.state.view).toEqual(view);
  });

  it("takes a pinch of two palms over, and draws", () => {
    const d = driver();

    d.down(200, 200, touch(1)).down(260, 260, touch(2)).down(20, 20, pen);
    d.move(60, 60, pen).move(300, 300, touch(2)).up(60, 60, pen);

    expect(boxes(d)).toEqual(DRAWN);
    expect(d.bench.state.stateName).toBe("box.idle");
  });

  it("stays a hand at rest when the pen is lifted first, and pinches with no finger", () => {
    const d = driver();
    const { view } = d.bench.state;
    d.down(20, 20, pen).down(200, 200, touch(1)).move(60, 60, pen).up(60, 60, pen);

    d.down(100, 100, touch(2)).up(100, 100, touch(2)).move(260, 260, touch(1));

    expect(boxes(d)).toEqual(DRAWN);
    expect(d.bench.state.view).toEqual(view);
    d.up(260, 260, touch(1));
    pinch(d);
    expect(d.bench.state.view.scale).toBeGreaterThan(view.scale);
  });

  it("is no hand at rest with the pen away: two fingers zoom as ever", () => {
    const d = driver();
    d.down(20, 20, pen).move(60, 60, pen).up(60, 60, pen);
    const { scale } = d.bench.state.view;

    pinch(d);

    expect(boxes(d)).toEqual(DRAWN);
    expect(d.bench.state.view.scale).toBeGreaterThan(scale);
  });

  it("keeps the corners of a polygon under way", () => {
    const d = driver("polygon");
    d.bench.run({ type: "use_label", label: "lake" });

    d.down(20, 20, pen).up(20, 20, pen).down(200, 200, touch(1));
    d.down(80, 20, pen).up(80, 20, pen).up(200, 200, touch(1));
    d.down(80, 80, pen).down(220, 220, touch(2)).down(240, 260, touch(3)).up(80, 80, pen);
    d.press("Enter");

    expect(boxes(d)).toEqual([
      {
        points: [
          [20, 20],
          [80, 20],
          [80, 80],
        ],
        holes: [],
      },
    ]);
  });
});

describe("a pen that is put down", () => {
  const byFinger = (d: Driver) =>
    d.down(20, 20, touch(1)).move(60, 60, touch(1)).up(60, 60, touch(1));

  it.each([
    ["drew", (d: Driver) => d.down(300, 200, pen).up(300, 200, pen).press("Escape")],
    ["only came near", (d: Driver) => d.move(300, 200, pen)],
  ])("leaves the drawing to the finger again after ten seconds, where it %s", (_, come) => {
    const d = come(driver());

    byFinger(d.rest(9_999));
    const soon = boxes(d);
    byFinger(d.rest(2));

    expect(soon).toEqual([]);
    expect(d.bench.state.view.scale).toBe(1);
    expect(boxes(d)).toHaveLength(1);
  });

  it("is in use as long as it is seen, and while it lies on the glass", () => {
    const d = driver();
    for (let second = 0; second < 30; second += 5) d.rest(5000).move(300, 200, pen);
    byFinger(d.rest(5000));
    d.rest(5000).down(20, 20, pen);
    byFinger(d.rest(60_000));

    d.move(60, 60, pen).up(60, 60, pen);

    expect(boxes(d)).toHaveLength(1);
  });

  it("takes over again where the hand came down before it", () => {
    const d = driver();
    d.move(300, 200, pen).rest(60_000);

    d.down(200, 200, touch(1)).move(240, 240, touch(1));
    d.down(20, 20, pen).move(60, 60, pen).up(60, 60, pen).up(240, 240, touch(1));

    expect(boxes(d)).toEqual(DRAWN);
  });
});
