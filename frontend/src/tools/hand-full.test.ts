import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Notice, ToolName } from "./commands";
import { Driver } from "./driver";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "lake", name: "Lake", color: "aqua", kind: "polygon" },
    { key: "pond", name: "Pond", color: "lime", kind: "polygon" },
    { key: "boat", name: "Boat", color: "lime", kind: "box" },
    { key: "sky", name: "Sky", color: "aqua", kind: "mask" },
  ],
  questions: [],
});
const box = (id: string, x: number, y: number, side: number): Shape => ({
  id,
  kind: "box",
  label: "boat",
  geometry: { x, y, width: side, height: side },
  attributes: {},
});

function driver(tool: ToolName, ...shapes: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes };
  const image = { width_px: 400, height_px: 300 };
  const options = { document, schema: SCHEMA, image, tool, canEdit: true };
  const d = new Driver(options, { width: 400, height: 300 });
  const told: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => told.push(type));
  return { d, told };
}

describe("what is under way in several steps", () => {
  const outline = () => {
    const { d, told } = driver("polygon");
    return { d: d.click(20, 20).click(120, 20).click(120, 90), told };
  };

  it.each([
    ["a tool's button", (d: Driver) => d.bench.run({ type: "use_tool", tool: "box" })],
    ["its own tool's button", (d: Driver) => d.bench.run({ type: "use_tool", tool: "polygon" })],
    ["a label of another kind", (d: Driver) => d.bench.run({ type: "use_label", label: "boat" })],
    ["the digit of that label", (d: Driver) => d.press("3")],
    ["a tool's key", (d: Driver) => d.press("b")],
    ["a tool's key while the picture is moved", (d: Driver) => d.press(" ", "b").release(" ")],
  ])("stays when %s is pressed, and says so", (_, press) => {
    const { d, told } = outline();

    press(d);

    expect(told).toEqual(["finish_first"]);
    expect(d.bench.state.refusal).toEqual({ type: "finish_first" });
    expect(d.bench.state).toMatchObject({ stateName: "polygon.drawing", labelKey: "lake" });
    d.press("Enter");
    expect(d.bench.state.document.shapes).toHaveLength(1);
  });

  it("gives way once it is let go of, and to another label of its kind", () => {
    const { d } = outline();

    d.press("2");
    const { labelKey, stateName } = d.bench.state;
    d.press("Escape", "b");

    expect({ labelKey, stateName }).toEqual({ labelKey: "pond", stateName: "polygon.drawing" });
    expect(d.bench.state).toMatchObject({ stateName: "box.idle", document: EMPTY_DOCUMENT });
  });

  it("may be a mask that keys paint, which is kept when it is handed in", () => {
    const { d, told } = driver("brush");
    d.bench.run({ type: "use_label", label: "sky" });
    told.length = 0;
    d.press("n", "Shift+ArrowRight");

    d.bench.run({ type: "use_tool", tool: "box" });
    const { stateName } = d.bench.state;
    d.bench.finish();

    expect([stateName, told[told.indexOf("finish_first")]]).toEqual([
      "brush.by_keys",
      "finish_first",
    ]);
    expect(d.bench.state.document.shapes).toHaveLength(1);
  });

  it("is no drag: that gives way to the tool that is wanted", () => {
    const { d, told } = driver("polygon");
    d.bench.run({ type: "use_tool", tool: "box" });
    d.move(20, 20).down(20, 20).move(60, 60);

    d.bench.run({ type: "use_tool", tool: "polygon" });

    expect(told).toEqual([]);
    expect(d.bench.state.stateName).toBe("polygon.idle");
  });
});

describe("shapes over one another", () => {
  const big = box("big", 10, 10, 200);
  const twin = box("twin", 10, 10, 200);
  const small = box("small", 60, 60, 40);
  const chosen = (d: Driver) => d.bench.state.chosenId;

  it.each<[ToolName]>([["select"], ["browse"]])("are reached by pressing again: %s", (tool) => {
    const { d } = driver(tool, big, twin, small);

    const ids = [1, 2, 3, 4].map(() => chosen(d.click(85, 85)));

    expect(ids).toEqual(["small", "twin", "big", "small"]);
  });

  it("a drag takes the one that was reached, not a smaller one there", () => {
    const { d } = driver("select", big, small);
    d.click(85, 85).click(85, 85).drag([85, 85], [95, 85], [105, 95]);

    expect(d.bench.state.document.shapes).toEqual([box("big", 30, 20, 200), small]);
  });

  it("a drag takes the smallest where another one was chosen elsewhere", () => {
    const { d } = driver("select", big, small);
    d.click(30, 200).drag([85, 85], [95, 85], [105, 95]);

    expect(d.bench.state.document.shapes).toEqual([big, box("small", 80, 70, 40)]);
  });

  it("the one below a locked one is reached as well", () => {
    const { d } = driver("select", big, twin);
    d.click(85, 200).press("l");

    expect([chosen(d), chosen(d.click(85, 200))]).toEqual(["twin", "big"]);
  });
});
