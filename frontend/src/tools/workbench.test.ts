import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Notice } from "./commands";
import { Driver } from "./driver";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "euro", name: "Euro", color: "aqua", kind: "box" },
    { key: "cent", name: "Cent", color: "lime", kind: "box" },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const VIEWPORT = { width: 400, height: 300 };

const box = (id: string, x: number, y: number, width: number, height: number, label = "euro") => ({
  id,
  kind: "box" as const,
  label,
  geometry: { x, y, width, height },
  attributes: {},
});

const TWO: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [box("s1", 20, 20, 200, 200), box("s2", 60, 60, 40, 40, "cent")],
};

function driver(
  tool: "select" | "box" = "box",
  document = EMPTY_DOCUMENT,
  device: "mouse" | "touch" = "mouse",
) {
  return new Driver(
    { document, schema: SCHEMA, image: IMAGE, tool, canEdit: true },
    VIEWPORT,
    device,
  );
}

const boxes = (d: Driver) => d.bench.state.document.shapes.map((shape) => shape.geometry);

describe("box tool", () => {
  it("draws a box by dragging, in any direction, and chooses it", () => {
    const d = driver().drag([50, 60], [30, 30], [10, 20]);

    expect(d.bench.state.document.shapes).toEqual([box("s1", 10, 20, 40, 40)]);
    expect(d.bench.state).toMatchObject({ chosenId: "s1", stateName: "box.idle", preview: null });
  });

  it("draws a box by two clicks", () => {
    const d = driver().click(10, 20);
    expect(d.bench.state.stateName).toBe("box.placing_second_corner");

    d.move(30, 30).click(50, 60);

    expect(boxes(d)).toEqual([{ x: 10, y: 20, width: 40, height: 40 }]);
  });

  it("draws along the edge when the pointer leaves the picture", () => {
    const d = driver().drag([350, 250], [900, 900]);

    expect(boxes(d)).toEqual([{ x: 350, y: 250, width: 50, height: 50 }]);
  });

  it("keeps nothing when Escape lets go", () => {
    const d = driver().down(10, 10).move(80, 80).press("Escape").up(90, 90);

    expect(d.bench.state).toMatchObject({ preview: null, canUndo: false, stateName: "box.idle" });
    expect(boxes(d)).toEqual([]);
  });

  it("says so when a box is too small to be meant", () => {
    const d = driver();
    const heard: Notice[] = [];
    d.bench.onNotice((notice) => heard.push(notice));

    d.drag([10, 10], [60, 10.5]);

    expect(boxes(d)).toEqual([]);
    expect(heard).toEqual([{ type: "too_small" }]);
  });

  it("takes the label a digit chose, and leaves the box just drawn as it is", () => {
    const d = driver().drag([10, 10], [50, 50]).press("2").drag([100, 100], [150, 150]);

    expect(d.bench.state.document.shapes.map((shape) => shape.label)).toEqual(["euro", "cent"]);
  });

  it("makes a box with the keys alone", () => {
    const d = driver().press("n", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowUp");
    expect(d.bench.state.stateName).toBe("box.by_keys");

    d.press("Enter");

    expect(boxes(d)).toEqual([{ x: 178, y: 128, width: 68, height: 52 }]);
  });
});

describe("select tool", () => {
  it("chooses the smallest shape under the pointer", () => {
    const d = driver("select", TWO).click(80, 80);

    expect(d.bench.state.chosenId).toBe("s2");
  });

  it("moves a shape as one step of the history, and not out of the picture", () => {
    const d = driver("select", TWO).drag([80, 80], [85, 85], [20, 10]);
    expect(boxes(d)[1]).toEqual({ x: 0, y: 0, width: 40, height: 40 });

    d.press("Ctrl+z");

    expect(d.bench.state.document).toEqual(TWO);
  });

  it("sizes a shape by its handle, also past its other side", () => {
    const d = driver("select", TWO).click(80, 80).drag([100, 100], [40, 50]);

    expect(boxes(d)[1]).toEqual({ x: 40, y: 50, width: 20, height: 10 });
  });

  it("gives the chosen shape the label of a digit", () => {
    const d = driver("select", TWO).click(150, 200).press("2");

    expect(d.bench.state.document.shapes[0]?.label).toBe("cent");
  });

  it("nudges by one pixel, and a run of nudges is one step", () => {
    const d = driver("select", TWO)
      .click(80, 80)
      .press("ArrowLeft", "ArrowLeft", "Shift+ArrowDown");
    expect(boxes(d)[1]).toEqual({ x: 58, y: 60, width: 40, height: 41 });

    d.press("Ctrl+z");

    expect(d.bench.state.document).toEqual(TWO);
  });

  it("leaves a locked shape alone", () => {
    const d = driver("select", TWO)
      .click(80, 80)
      .press("l")
      .drag([80, 80], [120, 120])
      .press("Delete");

    expect(d.bench.state.document).toEqual(TWO);
  });

  it("walks the shapes by Tab and lets Tab go on after the last", () => {
    const d = driver("select", TWO).press("Tab", "Tab");
    expect(d.bench.state.chosenId).toBe("s2");

    const { isDone } = d.bench.key({
      key: "Tab",
      code: "Tab",
      ctrl: false,
      shift: false,
      alt: false,
    });

    expect(isDone).toBe(false);
  });

  it("does not hit what is hidden", () => {
    const d = driver("select", TWO).click(80, 80).press("h").press("Escape").click(80, 80);

    expect(d.bench.state.chosenId).toBe("s1");
  });
});

describe("the view", () => {
  it("zooms by the wheel about the pointer", () => {
    const d = driver();
    const before = d.bench.state.view;
    const screen = d.move(100, 100).bench.state.pointer;
    if (screen === null) throw new Error("The pointer is on the stage");

    d.bench.wheel({
      screen,
      deltaX: 0,
      deltaY: -300,
      isPinch: false,
      isSideways: false,
      isForBrush: false,
    });

    const { scale, x, y } = d.bench.state.view;
    expect(scale).toBeGreaterThan(before.scale * 1.5);
    expect([100 * scale + x, 100 * scale + y]).toEqual([
      expect.closeTo(screen.x),
      expect.closeTo(screen.y),
    ]);
  });

  it("pans while Space is held, and goes back to the tool", () => {
    const d = driver().press("f", "+", "+");
    const before = d.bench.state.view;

    d.press(" ").drag([100, 100], [120, 130]).release(" ").press("f");

    expect(d.bench.state.stateName).toBe("box.idle");
    expect(boxes(d)).toEqual([]);
    expect(d.bench.state.view).not.toEqual(before);
  });

  it("never shows a pixel wider than 40", () => {
    const d = driver().press(...Array<string>(40).fill("+"));

    expect(d.bench.state.view.scale).toBe(40);
  });

  it("turns a drawing finger into a pinch when a second one comes", () => {
    const d = driver("box", EMPTY_DOCUMENT, "touch");
    const scale = d.bench.state.view.scale;

    d.down(100, 100, { pointerId: 1 })
      .move(140, 140, { pointerId: 1 })
      .down(200, 200, { pointerId: 2 });
    d.move(300, 300, { pointerId: 2 })
      .up(300, 300, { pointerId: 2 })
      .up(140, 140, { pointerId: 1 });

    expect(boxes(d)).toEqual([]);
    expect(d.bench.state.view.scale).toBeGreaterThan(scale);
    expect(d.bench.state.stateName).toBe("box.idle");
  });

  it("takes a touch for a palm once a pen is in use", () => {
    const d = driver();
    d.down(20, 20, { device: "pen" }).move(60, 60, { device: "pen" }).up(60, 60, { device: "pen" });

    d.down(100, 100, { device: "touch", pointerId: 9 }).move(160, 160, {
      device: "touch",
      pointerId: 9,
    });
    d.up(160, 160, { device: "touch", pointerId: 9 });

    expect(boxes(d)).toEqual([{ x: 20, y: 20, width: 40, height: 40 }]);
  });
});

describe("a stage that is taken away, as when a tablet is turned", () => {
  it.each([1, 2])("lets go of what %i fingers had begun, and hears the next one", (count) => {
    const d = driver("box", EMPTY_DOCUMENT, "touch");
    for (let id = 1; id <= count; id += 1) d.down(100 * id, 100, { pointerId: id });
    d.move(140, 140, { pointerId: 1 });

    d.bench.pointersGone();

    expect(d.bench.state.stateName).toBe("box.idle");
    expect(d.bench.state.preview).toBeNull();
    d.down(20, 20, { pointerId: 7 }).move(60, 60, { pointerId: 7 }).up(60, 60, { pointerId: 7 });
    expect(boxes(d)).toEqual([{ x: 20, y: 20, width: 40, height: 40 }]);
  });
});

describe("nothing here", () => {
  it("is taken back by drawing, and comes back by undo", () => {
    const d = driver();
    d.bench.run({ type: "set_nothing_here", isNothing: true });

    d.drag([10, 10], [50, 50]);
    expect(d.bench.state.document.is_nothing_here).toBe(false);

    d.press("Ctrl+z");
    expect(d.bench.state.document).toEqual({ ...EMPTY_DOCUMENT, is_nothing_here: true });
  });
});

describe("a frozen bench", () => {
  it("keeps the document as it was sent, and goes on with the same tool afterwards", () => {
    const d = driver("box", TWO);
    d.bench.freeze(true);
    d.drag([200, 200], [260, 260]).press("n", "Enter", "Ctrl+z").press("2");
    expect(d.bench.state.document).toEqual(TWO);

    d.bench.freeze(false);
    d.drag([240, 240], [290, 290]);

    expect(boxes(d)).toHaveLength(3);
  });
});
