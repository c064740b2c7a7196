import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Ring } from "@/model/shapes/rings";
import { geometryFault } from "@/model/validation/geometry";
import type { Notice, ToolName } from "../commands";
import { Driver } from "../driver";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "lake", name: "Lake", color: "aqua", kind: "polygon" },
    { key: "boat", name: "Boat", color: "lime", kind: "box" },
    { key: "isle", name: "Isle", color: "sand", kind: "polygon" },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const VIEWPORT = { width: 400, height: 300 };
const TRIANGLE: Ring = [[100, 100], [200, 100], [200, 200]]; // prettier-ignore
const SQUARE: Ring = [[50, 50], [250, 50], [250, 250], [50, 250]]; // prettier-ignore

const polygon = (id: string, points: Ring, holes: readonly Ring[] = [], label = "lake") => ({
  id,
  kind: "polygon" as const,
  label,
  geometry: { points, holes },
  attributes: {},
});
const holding = (...shapes: readonly Shape[]): AnnotationDocument => ({
  ...EMPTY_DOCUMENT,
  shapes,
});

function driver(
  document = EMPTY_DOCUMENT,
  tool: ToolName = "polygon",
  device: "mouse" | "touch" = "mouse",
) {
  return new Driver(
    { document, schema: SCHEMA, image: IMAGE, tool, canEdit: true },
    VIEWPORT,
    device,
  );
}

function heardBy(d: Driver): Notice["type"][] {
  const heard: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => heard.push(type));
  return heard;
}

const shapes = (d: Driver) => d.bench.state.document.shapes;
const firstRing = (d: Driver) => {
  const [shape] = shapes(d);
  return shape?.kind === "polygon" ? shape.geometry.points : null;
};

describe("drawing a polygon", () => {
  it("goes corner by corner and closes on the first one", () => {
    const d = driver().click(100, 100).click(200, 100).click(200, 200);
    expect(d.bench.state).toMatchObject({ stateName: "polygon.drawing", canUndo: false });

    d.click(102, 101);

    expect(shapes(d)).toEqual([polygon("s1", TRIANGLE)]);
    expect(d.bench.state).toMatchObject({ chosenId: "s1", stateName: "polygon.idle" });
  });

  it("closes by Enter and by a second click on the last corner", () => {
    const byKey = driver().click(100, 100).click(200, 100).click(200, 200).press("Enter");
    const byClick = driver().click(100, 100).click(200, 100).click(200, 200).click(201, 200);

    expect([byKey, byClick].map(firstRing)).toEqual([TRIANGLE, TRIANGLE]);
  });

  it("is one step of the history", () => {
    const d = driver().click(100, 100).click(200, 100).click(200, 200).press("Enter", "Ctrl+z");
    expect(d.bench.state.document).toEqual(EMPTY_DOCUMENT);

    d.press("Ctrl+Shift+z");

    expect(shapes(d)).toEqual([polygon("s1", TRIANGLE)]);
  });

  it("keeps nothing when Escape lets go in the middle", () => {
    const d = driver().click(100, 100).click(200, 100).press("Escape").move(150, 150);

    expect(d.bench.state).toMatchObject({
      preview: null,
      canUndo: false,
      stateName: "polygon.idle",
    });
    expect(shapes(d)).toEqual([]);
  });

  it("takes points back one by one, by key and by the other button", () => {
    const d = driver().click(100, 100).click(200, 100).click(200, 200).click(20, 20);
    d.press("Ctrl+z").down(50, 50, { button: 2 }).up(50, 50, { button: 2 });
    d.click(200, 200).press("Enter");

    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("lets go when the last point is taken back", () => {
    const d = driver().click(100, 100).press("Backspace");

    expect(d.bench.state).toMatchObject({ stateName: "polygon.idle", preview: null });
  });

  it("says what is missing of a degenerate shape, and goes on with it", () => {
    const d = driver();
    const heard = heardBy(d);
    d.click(100, 100).click(200, 100).press("Enter");
    expect(d.bench.state.refusal).toEqual({ type: "too_few_points" });

    d.click(300, 100).press("Enter");

    expect(heard).toEqual(["too_few_points", "too_small"]);
    expect(d.bench.state.stateName).toBe("polygon.drawing");
    d.click(300, 200).press("Enter");
    expect(firstRing(d)).toHaveLength(4);
  });

  it("draws along the edge of the picture when the pointer leaves it", () => {
    const d = driver().click(380, 280).click(600, 280).click(600, 500).press("Enter");

    expect(firstRing(d)).toEqual([[380, 280], [400, 280], [400, 300]]); // prettier-ignore
  });

  it("draws freehand while the mouse drags, with few points, and closes where it began", () => {
    const around = Array.from({ length: 121 }, (_, step): [number, number] => {
      const angle = (step * 3 * Math.PI) / 180;
      return [200 + 80 * Math.cos(angle), 150 + 80 * Math.sin(angle)];
    });

    const d = driver().drag(...around);

    const ring = firstRing(d) ?? [];
    expect(ring.length).toBeGreaterThan(10);
    expect(ring.length).toBeLessThan(50);
    expect(shapes(d).map((shape) => geometryFault(shape, IMAGE))).toEqual([null]);
  });

  it("goes on by clicks after a stroke that did not come back", () => {
    const d = driver().drag([100, 100], [150, 100], [200, 100]).click(200, 200).press("Enter");

    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("places a point where a finger lifts, and draws freehand only when asked to", () => {
    const d = driver(EMPTY_DOCUMENT, "polygon", "touch");
    d.drag([120, 120], [100, 100]).drag([200, 120], [200, 100]).drag([220, 200], [200, 200]);
    expect(d.bench.state.stateName).toBe("polygon.drawing");
    d.press("Enter");
    expect(firstRing(d)).toEqual(TRIANGLE);

    d.bench.run({ type: "toggle_freehand" });
    d.down(20, 20).move(60, 20).move(60, 60);

    expect(d.bench.state.stateName).toBe("polygon.freehand");
  });

  it("may be panned, pinched and zoomed between two points", () => {
    const d = driver().click(100, 100).click(200, 100);
    d.press("+", " ").drag([150, 150], [140, 145]).release(" ");
    expect(d.bench.state.stateName).toBe("polygon.drawing");
    d.down(10, 10, { device: "touch", pointerId: 7 }).down(90, 90, {
      device: "touch",
      pointerId: 8,
    });
    d.move(120, 120, { device: "touch", pointerId: 8 }).up(120, 120, {
      device: "touch",
      pointerId: 8,
    });
    d.up(10, 10, { device: "touch", pointerId: 7 });

    d.press("f").click(200, 200).press("Enter");

    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("follows the kind of the label", () => {
    const d = driver().press("2");
    expect(d.bench.state).toMatchObject({ tool: "box", labelKey: "boat" });

    d.press("p");

    expect(d.bench.state).toMatchObject({ tool: "polygon", labelKey: "lake" });
  });
});

describe("a polygon by keys", () => {
  it("is drawn: N puts a point down, arrows move the next, Enter finishes", () => {
    const right = Array<string>(5).fill("ArrowRight");
    const down = Array<string>(5).fill("ArrowDown");

    const d = driver().press("n", "n", ...right, "n", ...down, "Shift+ArrowDown", "Enter");

    expect(firstRing(d)).toEqual([[200, 150], [240, 150], [240, 191]]); // prettier-ignore
  });

  it("is corrected: a point is walked to, moved, put in, deleted", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select").press("Tab", ".", ".");
    d.press("ArrowRight", "Shift+ArrowDown");
    expect(firstRing(d)).toEqual([[100, 100], [201, 110], [200, 200]]); // prettier-ignore

    d.press("i");
    expect(firstRing(d)).toEqual([[100, 100], [201, 110], [200.5, 155], [200, 200]]); // prettier-ignore

    d.press("Delete", "Ctrl+z", "Ctrl+z", "Ctrl+z");
    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("keeps three points", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select");
    const heard = heardBy(d);

    d.press("Tab", ",", "Delete");

    expect(heard.at(-1)).toBe("fewest_points");
    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("lets go of the point before the shape", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select").press("Tab", ".", "Escape");
    expect(d.bench.state).toMatchObject({ chosenHandle: null, chosenId: "s1" });

    d.press("Escape");

    expect(d.bench.state.chosenId).toBeNull();
  });
});

describe("editing a polygon", () => {
  it("moves a corner as one step, which Escape undoes in the middle", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select").click(180, 120);
    d.down(200, 200).move(220, 220).press("Escape").up(220, 220);
    expect(firstRing(d)).toEqual(TRIANGLE);

    d.drag([200, 200], [210, 230], [220, 240]);
    expect(firstRing(d)).toEqual([[100, 100], [200, 100], [220, 240]]); // prettier-ignore

    d.press("Ctrl+z");
    expect(firstRing(d)).toEqual(TRIANGLE);
  });

  it("puts a corner in between two by dragging the round handle", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select").click(180, 120);

    d.drag([150, 100], [150, 60]);

    expect(firstRing(d)).toEqual([[100, 100], [150, 60], [200, 100], [200, 200]]); // prettier-ignore
  });

  it("deletes a clicked corner, and the shape when none is", () => {
    const d = driver(holding(polygon("s1", SQUARE)), "select")
      .click(150, 150)
      .click(250, 250);
    d.press("Delete");
    expect(firstRing(d)).toEqual(SQUARE.toSpliced(2, 1));

    d.press("Delete");

    expect(shapes(d)).toEqual([]);
  });

  it("moves a shape just drawn by its corner, and begins the next one on that corner by a click", () => {
    const d = driver().click(100, 100).click(200, 100).click(200, 200).press("Enter");
    d.drag([200, 200], [220, 220]);
    expect(firstRing(d)).toEqual([[100, 100], [200, 100], [220, 220]]); // prettier-ignore

    d.click(201, 101).click(300, 100).click(300, 50).press("Enter");

    expect(shapes(d)[1]).toEqual(polygon("s2", [[200, 100], [300, 100], [300, 50]])); // prettier-ignore
  });

  it("leaves a locked one alone", () => {
    const d = driver(holding(polygon("s1", SQUARE)), "select")
      .click(150, 150)
      .press("l");

    d.drag([250, 250], [280, 280]).press(".", "Delete", "Shift+p");

    expect(firstRing(d)).toEqual(SQUARE);
  });
});

describe("holes", () => {
  const hole: Ring = [[100, 100], [150, 100], [150, 150]]; // prettier-ignore

  it("are drawn in the chosen polygon as one step", () => {
    const d = driver(holding(polygon("s1", SQUARE)), "select")
      .click(70, 70)
      .press("Shift+p");
    d.click(100, 100).click(150, 100).click(150, 150).press("Enter");
    expect(shapes(d)).toEqual([polygon("s1", SQUARE, [hole])]);

    d.press("Ctrl+z");

    expect(shapes(d)).toEqual([polygon("s1", SQUARE)]);
  });

  it("stay inside, and go on being drawn when they do not", () => {
    const d = driver(holding(polygon("s1", SQUARE)), "select")
      .click(70, 70)
      .press("Shift+p");
    d.click(100, 100).click(150, 100).click(150, 290).press("Enter");
    expect(d.bench.state).toMatchObject({
      refusal: { type: "hole_outside" },
      stateName: "polygon.drawing",
    });

    d.press("Escape");

    expect(shapes(d)).toEqual([polygon("s1", SQUARE)]);
  });

  it("go when the last three corners do", () => {
    const d = driver(holding(polygon("s1", SQUARE, [hole])), "select").press("Tab", ",", "Delete");

    expect(shapes(d)).toEqual([polygon("s1", SQUARE)]);
  });
});

describe("snapping", () => {
  const neighbour = holding(polygon("s1", SQUARE));

  it("draws points to a neighbour's corner, then to its edge, then to the picture's edge", () => {
    const d = driver(neighbour).click(254, 53).click(396, 60).click(253, 200).press("Enter");

    expect(shapes(d)[1]).toEqual(polygon("s2", [[250, 50], [400, 60], [250, 200]])); // prettier-ignore
  });

  it("rests while Shift is held, and when it is off", () => {
    const held = driver(neighbour).move(254, 53);
    for (const [x, y] of [
      [254, 53],
      [300, 60],
      [253, 200],
    ] as const) {
      // prettier-ignore
      held.down(x, y, { shift: true }).up(x, y, { shift: true });
    }
    held.press("Enter");
    const off = driver(neighbour).press("q").click(254, 53).click(300, 60).click(253, 200);
    off.press("Enter");

    const loose = polygon("s2", [[254, 53], [300, 60], [253, 200]]); // prettier-ignore
    expect([held, off].map((d) => shapes(d)[1])).toEqual([loose, loose]);
  });

  it("takes a dragged corner to the neighbour, and not to the shape itself", () => {
    const d = driver(holding(polygon("s1", SQUARE), polygon("s2", [[300, 60], [340, 60], [340, 90]])), "select"); // prettier-ignore
    d.click(330, 70).drag([300, 60], [253, 52]);

    expect(shapes(d)[1]).toEqual(polygon("s2", [[250, 50], [340, 60], [340, 90]])); // prettier-ignore
  });

  it("does not see what is hidden", () => {
    const d = driver(neighbour, "select").click(70, 70).press("h", "p");
    d.click(254, 53).click(300, 60).click(290, 200).press("Enter");

    expect(shapes(d)[1]?.geometry).toMatchObject({ points: [[254, 53], [300, 60], [290, 200]] }); // prettier-ignore
  });
});

describe("copies and order", () => {
  it("pastes beside the original, with its attributes and hole", () => {
    const d = driver(holding(polygon("s1", TRIANGLE)), "select").press("Tab", "Ctrl+c", "Ctrl+v");

    expect(shapes(d)[1]).toEqual(
      polygon(
        "s2",
        TRIANGLE.map(([x, y]) => [x + 12, y + 12] as const),
      ),
    );
  });

  it("goes over and under its neighbours, as steps", () => {
    const two = holding(polygon("s1", SQUARE), polygon("s2", TRIANGLE));
    const d = driver(two, "select").press("Tab", "PageUp");
    expect(shapes(d).map(({ id }) => id)).toEqual(["s2", "s1"]);

    d.press("PageUp", "Ctrl+z");

    expect(d.bench.state.document).toEqual(two);
  });
});
