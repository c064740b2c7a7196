import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { imagePoint } from "@/model/points";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf, hasPixel } from "@/model/masks/region";
import { strokeRegion } from "@/model/masks/stroke";
import { readSchema } from "@/model/schema";
import type { Notice } from "../commands";
import { Driver } from "../driver";

const IMAGE = { width_px: 200, height_px: 100 };
const label = (key: string, kind: string, more = {}) => ({
  key,
  name: key,
  color: "#30C7D2",
  kind,
  ...more,
});
const INSTANCES = readSchema({
  version: 1,
  labels: [label("coin", "mask"), label("card", "mask"), label("box", "box")],
  questions: [],
});
const CLASSES = readSchema({
  version: 1,
  labels: ["road", "sky"].map((key) => label(key, "mask", { is_semantic: true })),
  questions: [],
});

function painter(
  schema = INSTANCES,
  document: AnnotationDocument = EMPTY_DOCUMENT,
  tool: "brush" | "eraser" = "brush",
) {
  // prettier-ignore
  const d = new Driver(
    { document, schema, image: IMAGE, tool, canEdit: true },
    { width: 200, height: 100 },
  );
  d.bench.run({ type: "set_masks", settings: { brushPx: 10 } });
  return d;
}

const mask = (id: string, key: string, x: number, y: number) => {
  const geometry = maskOf(strokeRegion(imagePoint(x, y), imagePoint(x, y), 8, IMAGE));
  if (geometry === null) throw new Error("There are pixels");
  return { id, kind: "mask" as const, label: key, geometry, attributes: {} };
};
const drawn = (...shapes: AnnotationDocument["shapes"]) => ({ ...EMPTY_DOCUMENT, shapes });

function regions(d: Driver) {
  return d.bench.state.document.shapes.map((shape) => {
    if (shape.kind !== "mask") throw new Error("Masks alone");
    return regionOf(shape.geometry);
  });
}

function heard(d: Driver): Notice["type"][] {
  const notices: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => notices.push(type));
  return notices;
}

describe("the brush", () => {
  it("paints a mask of the label in use, chooses it, and paints on it further", () => {
    const d = painter().drag([20, 50], [60, 50]);
    const [first] = regions(d);
    expect(d.bench.state).toMatchObject({
      chosenId: "s1",
      stateName: "brush.idle",
      painting: null,
    });
    expect(first && hasPixel(first, 40, 50) && !hasPixel(first, 40, 56)).toBe(true);

    d.drag([60, 50], [60, 80]);

    const [second, ...others] = regions(d);
    expect(others).toEqual([]);
    expect(second && hasPixel(second, 60, 75) && hasPixel(second, 20, 50)).toBe(true);
  });

  it("is one step of the history a stroke, and undo brings back the exact document", () => {
    const d = painter().drag([20, 50], [60, 50]);
    const before = d.bench.state.document;

    d.drag([30, 20], [40, 20], [50, 40]).press("Ctrl+z");
    expect(d.bench.state.document).toEqual(before);

    d.press("Ctrl+z");
    expect(d.bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("keeps nothing of a stroke that Escape ends", () => {
    const d = painter().down(20, 20).move(60, 60);
    expect(d.bench.state.painting).not.toBeNull();

    d.press("Escape").up(80, 80);

    expect(d.bench.state).toMatchObject({
      painting: null,
      canUndo: false,
      stateName: "brush.idle",
    });
    expect(d.bench.state.document).toBe(EMPTY_DOCUMENT);
  });

  it("begins another mask after N, Escape or another label", () => {
    const d = painter().drag([20, 20], [30, 20]).press("n").drag([60, 20], [70, 20]);
    d.press("Escape").drag([100, 20], [110, 20]).press("2").drag([140, 20], [150, 20]);

    expect(d.bench.state.document.shapes.map(({ label: key }) => key)).toEqual([
      "coin",
      "coin",
      "coin",
      "card",
    ]);
  });

  it("paints on the mask that was chosen in the list, whichever label was in use", () => {
    const d = painter(INSTANCES, drawn(mask("s1", "card", 50, 50)));
    d.bench.run({ type: "choose", shapeId: "s1" });

    d.drag([50, 50], [90, 50]);

    expect(regions(d)).toHaveLength(1);
    expect(d.bench.state.labelKey).toBe("card");
  });

  it("takes away with the secondary button, and the mask goes with its last pixel", () => {
    const d = painter(INSTANCES, drawn(mask("s1", "coin", 50, 50)));
    d.bench.run({ type: "choose", shapeId: "s1" });
    d.down(50, 50, { button: 2 }).up(52, 50);
    const [holed] = regions(d);
    expect(holed && !hasPixel(holed, 50, 50) && hasPixel(holed, 50, 43)).toBe(true);

    d.bench.run({ type: "set_masks", settings: { brushPx: 60 } });
    d.down(50, 50, { button: 2 }).up(50, 50);

    expect(d.bench.state.document.shapes).toEqual([]);
    expect(d.press("Ctrl+z", "Ctrl+z").bench.state.document.shapes).toEqual([
      mask("s1", "coin", 50, 50),
    ]);
  });

  it("stays in the picture", () => {
    const d = painter().drag([190, 90], [900, 900]);

    expect(regions(d)[0]?.columns.at(-1)?.at(-1)).toBe(100);
  });

  it("says why it does not paint", () => {
    const d = painter(INSTANCES, drawn(mask("s1", "coin", 50, 50)));
    const notices = heard(d);
    d.bench.run({ type: "choose", shapeId: "s1" }, { type: "toggle_locked", shapeId: "s1" });
    d.drag([50, 50], [60, 50]);

    expect(notices.filter((type) => type !== "shape_chosen")).toEqual(["locked"]);
    expect(d.bench.state.canUndo).toBe(false);
  });

  it("changes its size by brackets and by Alt and the wheel, and the panels keep theirs", () => {
    const d = painter().press("]", "]", "[");
    expect(d.bench.state.masks.brushPx).toBe(13);

    const screen = d.move(50, 50).bench.state.pointer;
    if (screen === null) throw new Error("The pointer is on the stage");
    const { view } = d.bench.state;
    d.bench.wheel({ screen, deltaX: 0, deltaY: 100, isPinch: false, isSideways: false, isForBrush: true }); // prettier-ignore

    expect(d.bench.state).toMatchObject({ view, masks: { brushPx: 10 } });
    const bracket = { key: "]", code: "BracketRight", ctrl: false, shift: false, alt: false };
    expect(d.press("v").bench.key(bracket).action).toBe("panel.side");
  });

  it("lets a stroke go when a second finger comes, and takes a touch for a palm beside a pen", () => {
    const touch = { device: "touch" } as const;
    const d = painter().down(50, 50, touch).move(60, 50, touch);
    d.down(90, 50, { ...touch, pointerId: 2 }).move(120, 60, { ...touch, pointerId: 2 });
    d.up(120, 60, { ...touch, pointerId: 2 }).up(60, 50, touch);
    expect(d.bench.state).toMatchObject({ canUndo: false, painting: null });

    const pen = { device: "pen" } as const;
    d.down(50, 50, pen).move(60, 50, pen).up(60, 50, pen);
    d.down(90, 80, { ...touch, pointerId: 3 }).move(95, 85, { ...touch, pointerId: 3 });
    d.up(95, 85, { ...touch, pointerId: 3 });

    expect(regions(d)).toHaveLength(1);
    expect(regions(d)[0]?.columns.length).toBeLessThan(25);
  });
});

describe("the eraser", () => {
  it("takes from the mask under it when none is chosen", () => {
    const d = painter(INSTANCES, drawn(mask("s1", "coin", 50, 50), mask("s2", "card", 100, 50)), "eraser"); // prettier-ignore

    d.drag([100, 50], [108, 50]);

    const [first, second] = regions(d);
    expect(first && areaOf(first)).toBe(areaOf(regionOf(mask("s1", "coin", 50, 50).geometry)));
    expect(second && hasPixel(second, 100, 50)).toBe(false);
    expect(d.bench.state.chosenId).toBe("s2");
  });

  it("says so where there is nothing to take", () => {
    const d = painter(INSTANCES, EMPTY_DOCUMENT, "eraser");
    const notices = heard(d);

    d.drag([50, 50], [60, 50]);

    expect(notices).toEqual(["nothing_to_erase"]);
  });
});

describe("pixels below", () => {
  const TWO = drawn(mask("s1", "coin", 50, 50), mask("s2", "card", 90, 50));

  it("stay with their mask unless the project or the person says otherwise", () => {
    const d = painter(INSTANCES, TWO).drag([90, 50], [95, 50]);
    expect(regions(d)).toHaveLength(3);
    expect(d.bench.state.document.shapes[1]).toEqual(TWO.shapes[1]);
  });

  it("go over to what is painted, in the same step", () => {
    const d = painter(INSTANCES, TWO);
    d.bench.run({ type: "set_masks", settings: { removesUnderlying: true, brushPx: 6 } });

    d.drag([90, 50], [120, 50]);
    const [, below, above] = regions(d);
    expect(below && hasPixel(below, 92, 50)).toBe(false);
    expect(above && hasPixel(above, 92, 50)).toBe(true);

    d.press("Ctrl+z");
    expect(d.bench.state.document).toEqual(TWO);
  });

  it("of a locked mask stay its own", () => {
    const d = painter(INSTANCES, TWO);
    d.bench.run(
      { type: "set_masks", settings: { removesUnderlying: true } },
      { type: "toggle_locked", shapeId: "s2" },
    );

    d.drag([90, 50], [120, 50]);

    const [, below, above] = regions(d);
    expect(d.bench.state.document.shapes[1]).toEqual(TWO.shapes[1]);
    expect(above && below && hasPixel(above, 92, 50)).toBe(false);
    expect(above && hasPixel(above, 110, 50)).toBe(true);
  });

  it("belong to one class where a class has one mask, and a mask that lost all is gone", () => {
    const d = painter(CLASSES).drag([20, 50], [60, 50]).press("Escape").drag([100, 50], [120, 50]);
    expect(regions(d)).toHaveLength(1);

    d.press("2");
    d.bench.run({ type: "set_masks", settings: { brushPx: 200 } });
    d.drag([100, 50], [101, 50]);

    expect(d.bench.state.document.shapes.map(({ label: key }) => key)).toEqual(["sky"]);
    expect(d.press("Ctrl+z").bench.state.document.shapes.map(({ label: key }) => key)).toEqual([
      "road",
    ]);
  });
});

describe("the brush by keys", () => {
  it("paints, takes away and is kept, without a pointer", () => {
    const d = painter().press("d", "n", "ArrowLeft");
    expect(d.bench.state.stateName).toBe("brush.by_keys");
    d.press("Shift+ArrowRight", "Shift+ArrowRight", "]", "ArrowDown", "Enter");

    const [painted] = regions(d);
    expect(painted && hasPixel(painted, 100, 50) && !hasPixel(painted, 100, 57)).toBe(true);

    d.press("n").press("Escape");
    expect(d.bench.state).toMatchObject({ painting: null, stateName: "brush.idle" });
  });

  it("erases under itself by Delete", () => {
    const d = painter().press("n", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
    d.press("Delete", "Enter");

    const [painted] = regions(d);
    expect(painted && hasPixel(painted, 100, 50) && !hasPixel(painted, 115, 50)).toBe(true);
  });
});
