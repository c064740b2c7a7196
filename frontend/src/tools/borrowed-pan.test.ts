import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "./commands";
import { Driver } from "./driver";
import { remapped } from "./key-mapping";
import { DEFAULT_KEYS, type KeyBinding } from "./key-table";

const SCHEMA = readSchema({
  version: 1,
  labels: ["box", "polygon"].map((kind) => ({ key: kind, name: kind, color: "aqua", kind })),
  questions: [],
});

function driver(tool: ToolName, device: "mouse" | "touch" = "mouse") {
  const image = { width_px: 400, height_px: 300 };
  const options = { document: EMPTY_DOCUMENT, schema: SCHEMA, image, tool, canEdit: true };
  const d = new Driver(options, { width: 200, height: 150 }, device);
  d.bench.run({ type: "use_label", label: tool }, { type: "use_tool", tool });
  return d.press("+", "+", "+");
}
/** `?` is free to be chosen once the page of keys has another. */
const isNotHelp = ({ action }: KeyBinding) => action !== "panel.keys";
const drawn = (d: Driver) => d.bench.state.document.shapes.map(({ geometry }) => geometry);

/** What is under way, how it is begun, and what ends it. */
const UNDER_WAY = [
  ["polygon", (d: Driver) => d.click(100, 100).click(140, 100).click(140, 130), (d: Driver) => d.press("Enter")], // prettier-ignore
  ["box", (d: Driver) => d.click(100, 100), (d: Driver) => d.click(140, 130)],
] as const;

describe.each(UNDER_WAY)("a %s under way", (tool, begin, end) => {
  const plain = drawn(end(begin(driver(tool))));

  it("is there after a pan by Space, also when Space is let go in the middle of it", () => {
    for (const isEarly of [false, true]) {
      const d = begin(driver(tool));
      const { view } = d.bench.state;

      d.press(" ").move(120, 110).down(120, 110).move(130, 115);
      if (isEarly) d.release(" ");
      const { stateName } = d.bench.state;
      d.move(125, 112);
      const moved = d.bench.state.view;
      d.up(125, 112).release(" ");

      expect(stateName).toBe("pan.panning");
      expect(moved).not.toEqual(view);
      expect(drawn(d)).toEqual([]);
      expect(drawn(end(d))).toEqual(plain);
    }
  });

  it("is there after a pan with the middle button, and a pinch", () => {
    const d = begin(driver(tool)).move(120, 110);
    d.down(120, 110, { button: 1 }).move(130, 115).up(130, 115, { button: 1 });
    expect(drawn(end(d))).toEqual(plain);

    const byTouch = begin(driver(tool, "touch"));
    byTouch.down(110, 110, { pointerId: 5 }).down(130, 120, { pointerId: 6 });
    byTouch.move(135, 125, { pointerId: 6 }).up(135, 125, { pointerId: 6 });
    byTouch.up(110, 110, { pointerId: 5 });
    expect(drawn(byTouch)).toEqual([]);
    expect(drawn(end(byTouch))).toEqual(plain);
  });

  it("is there after a pan that Escape has put back, and not ended by the button that is let go", () => {
    const d = begin(driver(tool)).move(120, 110);
    d.down(120, 110, { button: 1 }).move(130, 115).press("Escape").up(130, 115, { button: 1 });
    const byKey = begin(driver(tool)).press(" ").down(120, 110).move(130, 115);
    byKey.press("Escape").up(130, 115).release(" ");

    for (const panned of [d, byKey]) {
      expect(drawn(panned)).toEqual([]);
      expect(drawn(end(panned))).toEqual(plain);
    }
  });

  it("is not changed for another tool by a key that is pressed while Space is held", () => {
    const d = begin(driver(tool)).press(" ", "v", "Delete", "Ctrl+z", "n").release(" ");

    expect(drawn(end(d))).toEqual(plain);
  });
});

it("Space in the middle of a drag leaves the drag alone", () => {
  const d = driver("box").down(100, 100).move(120, 110).press(" ").move(140, 130);

  d.release(" ").up(140, 130);

  expect(drawn(d)).toEqual([{ x: 100, y: 100, width: 40, height: 30 }]);
});

it("pans and finishes by the keys a person chose, also when Shift goes up before its letter", () => {
  const d = driver("polygon");
  const chosen = {
    "view.hold_pan": { key: "k", shift: true },
    "gesture.finish": { key: "e" },
  } as const;
  d.bench.run({ type: "use_keys", keys: remapped(DEFAULT_KEYS, chosen) });
  d.click(100, 100).click(140, 100).click(140, 130).press("Enter", " ");
  const before = [drawn(d).length, d.bench.state.stateName];

  d.press("Shift+k").move(120, 110).down(120, 110).move(130, 115).up(130, 115);
  const panning = d.bench.state.stateName;
  d.release("k");
  const after = d.bench.state.stateName;
  d.press("e");

  expect(before).toEqual([0, "polygon.drawing"]);
  expect([panning, after]).toEqual(["pan.idle", "polygon.drawing"]);
  expect(drawn(d)).toHaveLength(1);
});

it.each([
  ["?", "/"],
  [":", ";"],
])(
  "gives the hand back from %s when its key goes up as %s, Shift let go before it",
  (sign, bare) => {
    const d = driver("polygon");
    const chosen = { "view.hold_pan": { key: sign, shift: true } } as const;
    d.bench.run({ type: "use_keys", keys: remapped(DEFAULT_KEYS, chosen).filter(isNotHelp) });
    d.click(100, 100).press(`Shift+${sign}`);
    const panning = d.bench.state.stateName;

    d.release("Shift").release("n");
    const held = d.bench.state.stateName;
    d.release(bare);

    expect([panning, held]).toEqual(["pan.idle", "pan.idle"]);
    expect(d.bench.state.stateName).toBe("polygon.drawing");
  },
);
