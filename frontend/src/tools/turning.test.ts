import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { imagePoint } from "@/model/points";
import { readSchema } from "@/model/schema";
import type { Turn } from "@/model/turn";
import { Driver } from "./driver";

const KINDS = ["box", "polygon", "ellipse", "rotated_box", "mask"] as const;
const SCHEMA = readSchema({
  version: 1,
  labels: KINDS.map((kind) => ({ key: kind, name: kind, color: "aqua", kind })),
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 200 };
const STAGE = { width: 500, height: 300 };
const TURNS = [0, 1, 2, 3] as const;

function driver(turn: Turn, ...shapes: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes };
  const work = { document, schema: SCHEMA, image: IMAGE, tool: "select", canEdit: true } as const;
  const d = new Driver(work, STAGE);
  d.bench.run({ type: "turn_view", by: turn });
  return d;
}

const BOX: Shape = {
  id: "s1",
  kind: "box",
  label: "box",
  geometry: { x: 100, y: 80, width: 40, height: 30 },
  attributes: {},
};
const drawn = (d: Driver) => d.bench.state.document.shapes;

/** One of each kind, by the same gestures on the picture. */
function drawAll(turn: Turn) {
  const d = driver(turn);
  d.press("b").drag([20, 20], [60, 70]);
  d.press("p").click(100, 20).click(160, 20).click(160, 60).press("Enter");
  d.press("Shift+o").drag([200, 20], [260, 60]);
  d.press("t").drag([300, 40], [350, 40]).click(320, 80);
  d.press("d").drag([40, 150], [120, 150]);
  return drawn(d);
}

describe.each(TURNS.slice(1))("on a stage turned by %i quarters", (turn) => {
  it("every kind is drawn where the pointer is", () => {
    const turned = drawAll(turn);

    expect(turned.map(({ kind }) => kind)).toEqual([
      "box",
      "polygon",
      "ellipse",
      "rotated_box",
      "mask",
    ]);
    expect(turned).toEqual(drawAll(0));
  });

  it("a handle is held and a shape is dragged where it is seen", () => {
    const d = driver(turn, BOX).click(120, 95).drag([140, 110], [150, 120]).drag([120, 95], [110, 85]); // prettier-ignore

    expect(drawn(d)[0]?.geometry).toEqual({ x: 90, y: 70, width: 50, height: 40 });
  });

  it("the picture is fitted again, and stays where it was in the middle when it was zoomed", () => {
    const d = driver(turn);
    const seen = [imagePoint(0, 0), imagePoint(400, 200)].map((at) => d.bench.placeOf(at));
    expect(Math.min(...seen.flatMap(({ x, y }) => [x, y]))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen.map(({ y }) => y))).toBeLessThanOrEqual(STAGE.height);

    d.bench.run({ type: "zoom", factor: 3 });
    const middle = { x: 250, y: 150 };
    const before = d.bench.imageAt(middle);
    d.press("y");

    expect(d.bench.imageAt(middle).x).toBeCloseTo(before.x);
    expect(d.bench.imageAt(middle).y).toBeCloseTo(before.y);
  });

  it("the wheel zooms about what is under it", () => {
    const d = driver(turn);
    const place = { x: 180, y: 120 };
    const before = d.bench.imageAt(place);
    const wheel = { deltaX: 0, deltaY: -200, isPinch: false, isSideways: false, isForBrush: false };
    d.bench.wheel({ ...wheel, screen: place as never });

    expect(d.bench.imageAt(place).x).toBeCloseTo(before.x);
    expect(d.bench.imageAt(place).y).toBeCloseTo(before.y);
  });

  it("arrows move a shape the way they point", () => {
    const d = driver(turn, BOX).click(120, 95);
    const before = d.bench.placeOf(imagePoint(100, 80));
    d.press("ArrowRight");
    const [shape] = drawn(d);
    const { x, y } = shape?.kind === "box" ? shape.geometry : { x: 0, y: 0 };
    const after = d.bench.placeOf(imagePoint(x, y));

    expect(after.x).toBeGreaterThan(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });
});

it("goes on with a polygon whose next corner waits", () => {
  const d = driver(0).press("p").click(100, 20).click(160, 20).press("y").click(160, 60);

  expect(drawn(d.press("Enter"))[0]?.geometry).toMatchObject({
    points: [
      [100, 20],
      [160, 20],
      [160, 60],
    ],
  });
});

it("lets go of what is in the hand when the stage is turned, and comes round after four", () => {
  const d = driver(0).press("b").down(20, 20).move(60, 60);
  d.bench.run({ type: "turn_view", by: 1 });

  expect(d.bench.state).toMatchObject({ turn: 1, isGesture: false, preview: null });
  expect(d.press("y", "y", "y", "Shift+y", "y").bench.state.turn).toBe(0);
});

it("goes on with a shape under way when the stage itself gets another form", () => {
  const tall = { width: 300, height: 500 };
  const d = driver(0).press("p").click(100, 20).click(160, 20);
  d.bench.setViewport(tall);
  d.click(160, 60);
  d.bench.setViewport(STAGE);
  d.click(100, 60).press("Enter", "t").drag([300, 40], [350, 40]);
  d.bench.setViewport(tall);
  d.click(320, 80);

  const whole = driver(0).press("p").click(100, 20).click(160, 20).click(160, 60).click(100, 60);
  whole.press("Enter", "t").drag([300, 40], [350, 40]).click(320, 80);
  expect(drawn(d)).toHaveLength(2);
  expect(drawn(d)).toEqual(drawn(whole));
});
