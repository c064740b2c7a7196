import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf, regionFrom } from "@/model/masks/region";
import { regionInRings } from "@/model/masks/rings";
import { readSchema } from "@/model/schema";
import type { Ring } from "@/model/shapes/rings";
import { Driver } from "../driver";

const KINDS = ["polygon", "polyline", "mask", "box"] as const;
const SCHEMA = readSchema({
  version: 1,
  labels: [
    ...KINDS.map((kind) => ({ key: kind, name: kind, color: "aqua", kind })),
    { key: "sky", name: "sky", color: "aqua", kind: "mask", is_semantic: true },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const square = (x: number): Ring => [[x, 100], [x + 100, 100], [x + 100, 200], [x, 200]]; // prettier-ignore
const polygon = (id: string, points: Ring): Shape => ({
  id,
  kind: "polygon",
  label: "polygon",
  geometry: { points, holes: [] },
  attributes: { seen: "yes" },
});
function mask(id: string, ring: Ring): Shape {
  const geometry = maskOf(regionInRings([ring], IMAGE));
  if (geometry === null) throw new Error("It has pixels");
  return { id, kind: "mask", label: "mask", geometry, attributes: {} };
}
const line = (id: string, points: Ring): Shape => ({
  id,
  kind: "polyline",
  label: "polyline",
  geometry: { points },
  attributes: {},
});

function driver(...shapes: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes };
  const options = {
    document,
    schema: SCHEMA,
    image: IMAGE,
    tool: "select",
    canEdit: true,
  } as const;
  const d = new Driver(options, { width: 400, height: 300 });
  d.bench.run({ type: "choose", shapeId: shapes[0]?.id ?? null });
  return d;
}

const shapes = (d: Driver) => d.bench.state.document.shapes;
const widths = (d: Driver) =>
  shapes(d).map((shape) => {
    if (shape.kind === "mask") return shape.geometry.width;
    if (shape.kind !== "polygon" && shape.kind !== "polyline") return 0;
    const xs = shape.geometry.points.map(([x]) => x);
    return Math.max(...xs) - Math.min(...xs);
  });

describe("slicing a shape", () => {
  it("cuts along a stroke, keeps label and answers, and is one step to undo", () => {
    const whole = polygon("s1", square(100));
    const d = driver(whole, polygon("s9", square(250))).press("Shift+S");
    expect(d.bench.state.stateName).toBe("slice.drawing");

    d.drag([140, 60], [140, 150], [140, 240]);

    expect(widths(d)).toEqual(expect.arrayContaining([40, 60, 100]));
    expect(shapes(d).map(({ id }) => id)).toEqual(["s1", "s10", "s9"]);
    expect(shapes(d)[1]?.attributes).toEqual({ seen: "yes" });
    expect(d.bench.state).toMatchObject({ stateName: "select.idle", chosenId: "s1" });
    expect(shapes(d.press("Ctrl+z"))).toEqual([whole, polygon("s9", square(250))]);
  });

  it("goes by clicks and Enter, and waits when the line misses", () => {
    const d = driver(polygon("s1", square(100))).press("Shift+S");

    d.click(50, 150).click(90, 150).press("Enter");
    expect(d.bench.state).toMatchObject({
      stateName: "slice.drawing",
      refusal: { type: "slice_misses" },
    });
    d.click(260, 150).press("Enter");

    expect(shapes(d)).toHaveLength(2);
  });

  it("cuts a line, by the keys alone", () => {
    const d = driver(line("s1", [[100, 150], [300, 150]])).press("Shift+S"); // prettier-ignore

    d.press("n", ...Array<string>(8).fill("ArrowUp"), "n");
    d.press(...Array<string>(16).fill("ArrowDown"), "Enter");

    expect(widths(d)).toEqual([100, 100]);
  });

  it("cuts a box in two boxes, upright or level as the line goes, and is one step to undo", () => {
    const geometry = { x: 100, y: 100, width: 100, height: 60 };
    const whole: Shape = { id: "s1", kind: "box", label: "box", geometry, attributes: { a: 1 } };
    const cut = (...line: readonly (readonly [number, number])[]) => {
      const d = driver(whole).press("Shift+S");
      for (const [x, y] of line) d.click(x, y);
      return d.press("Enter");
    };

    const upright = cut([130, 80], [150, 180]);
    const level = cut([80, 120], [220, 140]);
    const corner = cut([80, 150], [150, 220], [150, 80]);
    const inside = cut([120, 120], [120, 300]);

    expect(shapes(upright).map((one) => one.geometry)).toEqual([
      { x: 100, y: 100, width: 40, height: 60 },
      { x: 140, y: 100, width: 60, height: 60 },
    ]);
    expect(shapes(level).map((one) => one.geometry)).toEqual([
      { x: 100, y: 100, width: 100, height: 30 },
      { x: 100, y: 130, width: 100, height: 30 },
    ]);
    expect(shapes(upright).map((one) => one.attributes)).toEqual([{ a: 1 }, { a: 1 }]);
    expect(shapes(corner).map((one) => one.geometry)).toEqual([
      { x: 100, y: 100, width: 50, height: 60 },
      { x: 150, y: 100, width: 50, height: 60 },
    ]);
    expect(inside.bench.state.refusal).toMatchObject({ type: "slice_misses" });
    expect(shapes(upright.press("Ctrl+z"))).toEqual([whole]);
  });

  it("cuts a mask along a line that bends, each pixel into one of the parts", () => {
    const whole = mask("s1", square(100));
    const d = driver(whole).press("Shift+S");

    d.click(140, 60).click(140, 150).click(170, 150).click(170, 240).press("Enter");

    const parts = shapes(d).map((shape) => (shape.kind === "mask" ? areaOf(regionOf(shape.geometry)) : 0)); // prettier-ignore
    expect(parts.toSorted()).toEqual([40 * 50 + 70 * 50, 60 * 50 + 30 * 50].toSorted());
    expect(shapes(d.press("Ctrl+z"))).toEqual([whole]);
  });

  it("leaves a mask whole where the line ends in it or goes by it, or all of a class is one", () => {
    for (const line of [
      [
        [140, 60],
        [140, 150],
      ],
      [
        [50, 60],
        [50, 240],
      ],
    ] as const) {
      // prettier-ignore
      const d = driver(mask("s1", square(100))).press("Shift+S");
      for (const [x, y] of line) d.click(x, y);
      expect(d.press("Enter").bench.state.refusal).toMatchObject({ type: "slice_misses" });
    }
    const d = driver({ ...mask("s1", square(100)), label: "sky" }).press("Shift+S");
    d.click(140, 60).click(140, 240).press("Enter");
    expect(d.bench.state.refusal).toMatchObject({ type: "one_mask" });
    expect(shapes(d)).toHaveLength(1);
  });

  it("is let go with Escape, and asks nothing of a locked shape", () => {
    const d = driver(polygon("s1", square(100)))
      .press("Shift+S")
      .click(50, 150)
      .press("Escape");
    expect(d.bench.state).toMatchObject({ stateName: "select.idle", preview: null });
    expect(shapes(d)).toHaveLength(1);

    d.press("l", "Shift+S");
    expect(d.bench.state.stateName).toBe("select.idle");
  });
});

describe("joining shapes", () => {
  it("joins with the one that is pressed; the other goes, one step to undo", () => {
    const both = [polygon("s1", square(100)), polygon("s2", square(200))];
    const d = driver(...both).press("Shift+J");
    expect(d.bench.state.stateName).toBe("join.picking");

    d.move(250, 150);
    expect(d.bench.state.hoveredId).toBe("s2");
    d.click(250, 150);

    expect(widths(d)).toEqual([200]);
    expect(d.bench.state).toMatchObject({ chosenId: "s1", hoveredId: null });
    expect(shapes(d.press("Ctrl+z"))).toEqual(both);
  });

  it("walks the others with Tab and joins lines by Enter", () => {
    const d = driver(
      line("s1", [[0, 10], [50, 10]]), // prettier-ignore
      line("s2", [[200, 10], [60, 10]]), // prettier-ignore
    ).press("Shift+J", "Tab", "Enter");

    expect(widths(d)).toEqual([200]);
  });

  it("joins masks pixel by pixel", () => {
    const mask = (id: string, left: number): Shape => ({
      id,
      kind: "mask",
      label: "mask",
      geometry: maskOf(regionFrom(left, Array<number[]>(20).fill([10, 40])))!, // eslint-disable-line @typescript-eslint/no-non-null-assertion -- it has pixels
      attributes: {},
    });
    const d = driver(mask("s1", 10), mask("s2", 60)).press("Shift+J", "Tab", "Enter");

    expect(widths(d)).toEqual([70]);
  });

  it("says when polygons lie apart, and when there is nothing to join", () => {
    const d = driver(polygon("s1", square(0)), polygon("s2", square(250))).press("Shift+J");
    d.click(300, 150);
    expect(d.bench.state).toMatchObject({
      stateName: "join.picking",
      refusal: { type: "join_apart" },
    });

    expect(driver(polygon("s1", square(0))).press("Shift+J").bench.state).toMatchObject({
      stateName: "select.idle",
      refusal: { type: "join_none" },
    });
  });
});

describe("drawing a stretch anew", () => {
  it("takes the place of what lies between its ends", () => {
    const d = driver(polygon("s1", square(100))).press("Shift+R");

    d.drag([120, 100], [130, 80], [150, 70], [170, 80], [180, 100]);

    const [shape] = shapes(d);
    expect(shape?.kind === "polygon" && shape.geometry.points).toContainEqual([150, 70]);
    expect(d.bench.state).toMatchObject({ stateName: "select.idle", canUndo: true });
  });

  it("waits when an end is off the outline", () => {
    const d = driver(polygon("s1", square(100))).press("Shift+R");

    d.drag([120, 100], [130, 80], [150, 60]);

    expect(d.bench.state).toMatchObject({
      stateName: "redraw.drawing",
      refusal: { type: "redraw_off" },
    });
  });
});

it("takes out corners that the eye does not miss, and keeps the outline", () => {
  const detailed = polygon("s1", [[100, 100], [150, 100.4], [200, 100], [200, 200], [100, 200]]); // prettier-ignore

  const [shape] = shapes(driver(detailed).press("Shift+M"));

  expect(shape?.geometry).toEqual({ points: square(100), holes: [] });
});

it("brings a shape to the front and to the back in one step", () => {
  const d = driver(...["s1", "s2", "s3"].map((id) => polygon(id, square(100))));

  expect(shapes(d.press("Shift+PageUp")).map(({ id }) => id)).toEqual(["s2", "s3", "s1"]);
  expect(shapes(d.press("Shift+PageDown")).map(({ id }) => id)).toEqual(["s1", "s2", "s3"]);
});
