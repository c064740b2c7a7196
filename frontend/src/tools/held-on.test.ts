import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "./commands";
import { Driver } from "./driver";
import { DEFAULT_KEYS, goesOn } from "./key-table";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "boat", name: "Boat", color: "lime", kind: "box" },
    { key: "lake", name: "Lake", color: "aqua", kind: "polygon" },
  ],
  questions: [],
});
const BOX: Shape = {
  id: "a",
  kind: "box",
  label: "boat",
  geometry: { x: 20, y: 20, width: 80, height: 60 },
  attributes: {},
};
const KEY = { ctrl: false, shift: false, alt: false };

function driver(tool: ToolName = "select", canEdit = true) {
  const document = { ...EMPTY_DOCUMENT, shapes: [BOX] };
  const image = { width_px: 400, height_px: 300 };
  return new Driver(
    { document, schema: SCHEMA, image, tool, canEdit },
    { width: 400, height: 300 },
  );
}
/** Pressed once, and held for three more. */
function hold(d: Driver, key: string, code: string, held: Partial<typeof KEY> = {}) {
  const input = { ...KEY, ...held, key, code };
  const [first, ...others] = [false, true, true, true].map((isRepeat) =>
    d.bench.key({ ...input, isRepeat }),
  );
  return { first, others };
}

describe("a key that is held", () => {
  it.each([
    ["Enter", "Enter", { ctrl: true }],
    ["a", "KeyA", {}],
    ["k", "KeyK", {}],
  ])("asks the page once for what %s does: the next task is another one", (key, code, held) => {
    const { first, others } = hold(driver("browse", false), key, code, held);

    expect(first?.isDone).toBe(false);
    expect(others.map(({ isDone }) => isDone)).toEqual([true, true, true]);
  });

  it("begun in the task before does nothing in this one", () => {
    const input = { ...KEY, ctrl: true, key: "Enter", code: "Enter", isRepeat: true };

    expect(driver().bench.key(input)).toEqual({ action: "task.submit", isDone: true });
  });

  it("pastes one copy, and hides a shape instead of making it flicker", () => {
    const d = driver().press("Tab", "Ctrl+c");

    hold(d, "v", "KeyV", { ctrl: true });
    hold(d, "h", "KeyH");

    expect(d.bench.state.document.shapes).toHaveLength(2);
    expect(d.bench.state.hiddenIds.size).toBe(1);
  });

  it("moves and zooms on and on", () => {
    const d = driver().press("Tab");
    const { scale } = d.bench.state.view;

    hold(d, "ArrowRight", "ArrowRight");
    hold(d, "+", "BracketRight");

    expect(d.bench.state.document.shapes[0]?.geometry).toMatchObject({ x: 24 });
    expect(d.bench.state.view.scale).toBeGreaterThan(scale * 2);
  });

  it("never decides, submits or deletes more than once", () => {
    const once =
      /^(task|verdict|review|layer|panel|tool|label|digit|gesture)\.|^shape\.(new|delete|paste|duplicate)/;

    expect(
      DEFAULT_KEYS.map(({ action }) => action).filter((one) => once.test(one) && goesOn(one)),
    ).toEqual([]);
  });
});

describe("a button that went up where nobody heard of it", () => {
  it("leaves a dragged shape where it was, and the next press is heard", () => {
    const d = driver().click(40, 40);
    d.down(40, 40).move(90, 90);

    d.move(150, 150, { isHovering: true }).move(200, 200, { isHovering: true });
    const geometry = d.bench.state.document.shapes[0]?.geometry;
    d.drag([40, 40], [50, 40]);

    expect(geometry).toEqual(BOX.geometry);
    expect(d.bench.state).toMatchObject({ preview: null, stateName: "select.idle" });
    expect(d.bench.state.document.shapes[0]?.geometry).toMatchObject({ x: 30 });
  });

  it("takes no corner from a polygon between two presses", () => {
    const d = driver("polygon").press("2").click(200, 100).click(300, 100);

    d.move(300, 200, { isHovering: true }).click(300, 250).press("Enter");

    expect(d.bench.state.document.shapes[1]?.geometry).toMatchObject({
      points: [[200, 100], [300, 100], [300, 250]], // prettier-ignore
    });
  });
});
