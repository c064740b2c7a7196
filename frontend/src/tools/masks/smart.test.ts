import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf, hasPixel } from "@/model/masks/region";
import { regionInRings } from "@/model/masks/rings";
import { readSchema } from "@/model/schema";
import { pixelsIn, PromptFinder } from "@/model/scissors/finder";
import type { MaskToolName, Notice } from "../commands";
import { Driver } from "../driver";

const IMAGE = { width_px: 200, height_px: 100 };
const SCHEMA = readSchema({
  version: 1,
  labels: ["coin", "card"].map((key) => ({ key, name: key, color: "#30C7D2", kind: "mask" })),
  questions: [],
});

/** A bright block from (60, 30) to (120, 70) on dark ground, and a paler one inside it. */
function colours() {
  const values = new Uint8ClampedArray(IMAGE.width_px * IMAGE.height_px * 4);
  for (let y = 0; y < IMAGE.height_px; y += 1) {
    for (let x = 0; x < IMAGE.width_px; x += 1) {
      const isBlock = x >= 60 && x < 120 && y >= 30 && y < 70;
      const isPaler = isBlock && x < 80;
      const value = isPaler ? 150 : isBlock ? 200 : 30;
      values.set([value, value, value, 255], (y * IMAGE.width_px + x) * 4);
    }
  }
  return pixelsIn(values, IMAGE);
}

function driver(tool: MaskToolName, document: AnnotationDocument = EMPTY_DOCUMENT) {
  const d = new Driver(
    { document, schema: SCHEMA, image: IMAGE, tool, canEdit: true },
    { width: 200, height: 100 },
  );
  const pixels = colours();
  d.bench.see({ pixels, ways: new PromptFinder(pixels) });
  return d;
}

const square = (x: number, y: number, side: number) =>
  [[x, y], [x + side, y], [x + side, y + side], [x, y + side]] as const; // prettier-ignore

function mask(id: string, label: string, ...rings: Parameters<typeof regionInRings>[0]) {
  const geometry = maskOf(regionInRings(rings, IMAGE));
  if (geometry === null) throw new Error("There are pixels");
  return { id, kind: "mask" as const, label, geometry, attributes: {} };
}
const drawn = (...shapes: AnnotationDocument["shapes"]) => ({ ...EMPTY_DOCUMENT, shapes });

function areas(d: Driver): readonly number[] {
  return d.bench.state.document.shapes.map((shape) =>
    shape.kind === "mask" ? areaOf(regionOf(shape.geometry)) : 0,
  );
}

function heard(d: Driver): Notice["type"][] {
  const notices: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => notices.push(type));
  return notices;
}

const RIGHT = { button: 2 } as const;
const FRAME = mask("s1", "coin", square(20, 20, 60), square(40, 40, 20));

describe("area", () => {
  it("is gone round by clicks and closed on its first corner, as one step", () => {
    const d = driver("area").click(20, 20).click(60, 20).click(60, 60);
    expect(d.bench.state).toMatchObject({ stateName: "area.tracing", isWaiting: true });

    d.click(20, 60).click(20, 20);

    expect(areas(d)).toEqual([1600]);
    expect(d.bench.state).toMatchObject({ sketch: null, stateName: "area.idle" });
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("is closed by Enter, and a corner is taken back by undo", () => {
    const d = driver("area").click(20, 20).click(60, 20).click(60, 60).click(150, 90);

    d.press("Ctrl+z").click(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("takes every point while it is drawn along", () => {
    const d = driver("area").click(20, 20).move(60, 20);
    d.down(60, 20).move(60, 40).move(60, 60).move(40, 60).up(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("is taken away with the secondary button, or as it is set", () => {
    const d = driver("area", drawn(FRAME));
    const [before = 0] = areas(d);
    d.bench.run({ type: "choose", shapeId: "s1" });
    d.move(20, 20).down(20, 20, RIGHT).up(20, 20, RIGHT);
    d.click(30, 20).click(30, 30).click(20, 30).press("Enter");
    expect(areas(d)).toEqual([before - 100]);

    d.bench.run({ type: "set_masks", settings: { takesAway: true } });
    d.click(70, 20).click(80, 20).click(80, 30).click(70, 30).press("Enter");
    expect(areas(d)).toEqual([before - 200]);
  });

  it("asks for more than two corners, and keeps nothing after Escape", () => {
    const d = driver("area");
    const notices = heard(d);

    d.click(20, 20).click(60, 20).press("Enter", "Escape");

    expect(notices).toEqual(["too_few_points", "cancelled"]);
    expect(d.bench.state).toMatchObject({ sketch: null, canUndo: false });
  });

  it("goes on after two fingers moved the picture", () => {
    const touch = { device: "touch" } as const;
    const d = driver("area").click(20, 20).click(60, 20);
    d.down(100, 50, touch).down(120, 50, { ...touch, pointerId: 2 });
    d.move(140, 60, { ...touch, pointerId: 2 }).up(140, 60, { ...touch, pointerId: 2 });
    d.up(100, 50, touch);

    expect(d.bench.state.stateName).toBe("area.tracing");
    expect(d.bench.state.sketch?.points).toHaveLength(2);
  });
});

describe("scissors", () => {
  it("follow the edge from corner to corner", () => {
    const d = driver("scissors").click(60, 30).move(119, 69);
    const way = d.bench.state.sketch?.way ?? [];
    expect(way.length).toBeGreaterThan(1);

    d.click(119, 30).click(119, 69).click(60, 69).click(60, 30);

    const [area = 0] = areas(d);
    expect(Math.abs(area - 2400)).toBeLessThan(200);
  });

  it("go straight where there is no picture to follow", () => {
    const d = driver("scissors");
    d.bench.see({ pixels: () => null, ways: new PromptFinder(() => null) });

    d.click(20, 20).click(60, 20).click(60, 60).click(20, 60).press("Enter");

    expect(areas(d)).toEqual([1600]);
  });

  it("show the way anew when it becomes known", () => {
    const d = driver("scissors");
    const finder = new PromptFinder(colours());
    let isKnown = false;
    d.bench.see({
      pixels: colours(),
      ways: {
        begin: (corner, step) => finder.begin(corner, step),
        wayTo: (point) => (isKnown ? finder.wayTo(point) : null),
      },
    });
    d.click(60, 30).move(119, 69);
    expect(d.bench.state.sketch?.way).toHaveLength(1);

    isKnown = true;
    d.bench.lookAgain();

    expect(d.bench.state.sketch?.way.length).toBeGreaterThan(1);
  });
});

describe("the wand", () => {
  it("takes what is alike, more of it to the right, and remembers how much", () => {
    const d = driver("wand").down(100, 50);
    expect(d.bench.state.painting).not.toBeNull();
    d.up(100, 50);
    expect(areas(d)).toEqual([40 * 40]);

    d.press("n").press("Escape", "w").down(100, 50).move(198, 50).up(198, 50);

    expect(areas(d)).toEqual([1600, 2400]);
    expect(d.bench.state.masks.tolerance).toBeGreaterThanOrEqual(50);
  });

  it("keeps nothing after Escape, and takes away with the secondary button", () => {
    const d = driver("wand", drawn(mask("s1", "coin", square(50, 25, 50))));
    d.down(100, 50).press("Escape").up(100, 50);
    expect(d.bench.state.canUndo).toBe(false);

    d.down(70, 50, RIGHT).up(70, 50, RIGHT);

    expect(areas(d)).toEqual([2500 - 20 * 40]);
  });

  it("says when the picture cannot be read", () => {
    const d = driver("wand");
    d.bench.see({ pixels: () => null, ways: new PromptFinder(() => null) });
    const notices = heard(d);

    d.click(100, 50);

    expect(notices).toEqual(["picture_not_read"]);
  });
});

describe("fill", () => {
  it("closes the hole of the chosen mask", () => {
    const d = driver("fill", drawn(FRAME));
    d.bench.run({ type: "choose", shapeId: "s1" });

    d.click(50, 50);

    expect(areas(d)).toEqual([3600]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(drawn(FRAME));
  });

  it("makes a mask of the place between masks, up to the picture's edge", () => {
    const d = driver("fill", drawn(FRAME)).press("2").click(5, 5);

    expect(areas(d)[1]).toBe(200 * 100 - 3600);
    expect(d.bench.state.document.shapes[1]?.label).toBe("card");
  });

  it("takes away a whole part", () => {
    const d = driver("fill", drawn(mask("s1", "coin", square(20, 20, 10), square(60, 60, 10))));

    d.down(25, 25, RIGHT).up(25, 25, RIGHT);

    const [left] = d.bench.state.document.shapes;
    expect(areas(d)).toEqual([100]);
    expect(left?.kind === "mask" && hasPixel(regionOf(left.geometry), 65, 65)).toBe(true);
  });

  it("says so where nothing encloses the place", () => {
    const d = driver("fill");
    const notices = heard(d);

    d.click(50, 50);

    expect(notices).toEqual(["no_gap"]);
  });
});

describe("any gestures in any order", () => {
  it("are undone to the exact document, step by step, and done again", () => {
    const d = driver("brush", drawn(FRAME));
    d.bench.run({ type: "set_masks", settings: { removesUnderlying: true, brushPx: 12 } });
    d.drag([10, 10], [90, 90]).press("x").drag([50, 20], [50, 90]).press("2", "p");
    d.click(100, 20).click(180, 20).click(140, 80).press("Enter", "g").click(5, 95);
    d.press("w").down(100, 50).up(120, 50).press("s").click(60, 30).click(119, 30).click(90, 69);
    d.press("Enter");
    const finished = d.bench.state.document;

    let steps = 0;
    while (d.bench.state.canUndo) {
      d.press("Ctrl+z");
      steps += 1;
    }
    const start = d.bench.state.document;
    for (let step = 0; step < steps; step += 1) d.press("Ctrl+Shift+z");

    expect(steps).toBe(5);
    expect(start).toEqual(drawn(FRAME));
    expect(d.bench.state.document).toEqual(finished);
  });
});
