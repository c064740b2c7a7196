import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "./commands";
import { Driver } from "./driver";
import { areas, driver as maskDriver, drawn, FRAME, SCHEMA as MASKS } from "./masks/mask-driver";

const points = ["Nose", "Eye", "Ear"].map((name) => ({ key: name.toLowerCase(), name }));
const label = (key: string, kind: string, skeleton = {}) => ({ key, name: key, color: "aqua", kind, ...skeleton }); // prettier-ignore
const SCHEMA = readSchema({
  version: 1,
  labels: [
    label("face", "keypoints", { skeleton: { points, edges: [] } }),
    label("boat", "box"),
    label("ship", "rotated_box"),
  ],
  questions: [],
});

function driver(tool: ToolName, used: string, ...shapes: readonly Shape[]) {
  const image = { width_px: 400, height_px: 300 };
  const document = { ...EMPTY_DOCUMENT, shapes };
  const options = { document, schema: SCHEMA, image, tool, canEdit: true };
  const d = new Driver(options, { width: 400, height: 300 });
  d.bench.run({ type: "use_label", label: used }, { type: "use_tool", tool });
  return d;
}

/** What is kept of it, as it comes out of the journal. */
function kept(d: Driver) {
  const { unfinished } = d.bench.state;
  if (unfinished === null) throw new Error("Nothing was under way");
  return structuredClone(unfinished);
}

/** As after a reload: on the same document, with another tool in the hand. */
function takenUp(left: Driver, used: string) {
  const d = driver("select", used, ...left.bench.state.document.shapes);
  d.bench.run({ type: "resume", unfinished: kept(left) });
  return d;
}

const geometries = (d: Driver) => d.bench.state.document.shapes.map(({ geometry }) => geometry);

describe("a shape of several presses goes on after a reload as if nothing had been", () => {
  it.each([
    [
      "box_extremes",
      "boat",
      [
        [100, 50],
        [60, 90],
        [100, 130],
      ],
      [[150, 90]],
    ],
    [
      "rotated_box",
      "ship",
      [
        [100, 100],
        [200, 100],
      ],
      [[200, 150]],
    ],
    [
      "keypoints",
      "face",
      [
        [100, 100],
        [120, 100],
      ],
      [[140, 110]],
    ],
  ] as const)("%s", (tool, used, before, after) => {
    const whole = driver(tool, used);
    for (const [x, y] of [...before, ...after]) whole.click(x, y);
    const left = driver(tool, used);
    for (const [x, y] of before) left.click(x, y);

    const d = takenUp(left, used);
    const { stateName, tool: inHand, canUndo } = d.bench.state;
    for (const [x, y] of after) d.click(x, y);

    expect([stateName, inHand, canUndo]).toEqual([`${tool}.placing`, tool, false]);
    expect(geometries(d)).toEqual(geometries(whole));
    expect(geometries(d)).toHaveLength(1);
    expect(d.bench.state.unfinished).toBeNull();
  });

  it("takes back press by press what was placed before it", () => {
    const left = driver("keypoints", "face").click(100, 100).press("v").click(120, 100);

    const d = takenUp(left, "face").press("Ctrl+z").click(130, 100).click(140, 110);

    expect(geometries(d)).toMatchObject([
      { points: { nose: { x: 100 }, eye: { x: 130, is_visible: true }, ear: { x: 140 } } },
    ]);
  });

  it("knows which point was left out and which is hidden", () => {
    const left = driver("keypoints", "face").click(100, 100).press(".");

    const d = takenUp(left, "face");
    const { prompt } = d.bench.state;
    d.click(140, 110);

    expect(prompt?.name).toBe("Ear");
    expect(geometries(d)).toMatchObject([{ points: { nose: { x: 100 }, ear: { x: 140 } } }]);
    expect(Object.keys((geometries(d)[0] as { points: object }).points)).toEqual(["nose", "ear"]);
  });

  it.each(["area", "scissors"] as const)("%s, on the mask it was begun on", (tool) => {
    const corners = [[100, 20], [140, 20], [140, 60]] as const; // prettier-ignore
    const [first, second, third] = corners;
    const begun = () => {
      const d = maskDriver(tool, drawn(FRAME));
      d.bench.run({ type: "choose", shapeId: "s1" });
      return d.click(...first).click(...second);
    };
    const whole = begun()
      .click(...third)
      .press("Enter");
    const left = begun();

    const d = maskDriver("brush", drawn(FRAME), MASKS);
    d.bench.run({ type: "resume", unfinished: kept(left) });
    const { stateName } = d.bench.state;
    d.click(...third).press("Enter");

    expect(stateName).toBe(`${tool}.tracing`);
    expect(areas(d)).toEqual(areas(whole));
    expect(areas(d)[0]).toBeGreaterThan(areas(maskDriver("brush", drawn(FRAME)))[0] ?? 0);
  });

  it("is kept while a press is under way, and forgotten when it is let go", () => {
    const d = driver("box_extremes", "boat").click(100, 50).click(60, 90).down(100, 130);

    const during = kept(d);
    d.up(100, 130).press("Escape");

    expect(during).toMatchObject({ points: [[100, 50], [60, 90]] }); // prettier-ignore
    expect(d.bench.state.unfinished).toBeNull();
  });
});

describe("a shape under way is let go", () => {
  it("where its label is drawn otherwise or gone, or its skeleton asks for other points", () => {
    const left = driver("keypoints", "face").click(100, 100);
    const unfinished = kept(left);
    if (unfinished.kind !== "keypoints") throw new Error("Points were placed");
    const others = [
      { ...unfinished, label: "boat" },
      { ...unfinished, label: "gone" },
      { ...unfinished, shapeId: "gone" },
      { ...unfinished, placed: [{ key: "chin", at: [1, 1] as const, isVisible: true }] },
    ];

    for (const other of others) {
      const d = driver("select", "face");
      d.bench.run({ type: "resume", unfinished: other });
      expect(d.bench.state).toMatchObject({ stateName: "select.idle", unfinished: null });
    }
  });

  it("where its mask is gone", () => {
    const left = maskDriver("area", drawn(FRAME));
    left.bench.run({ type: "choose", shapeId: "s1" });
    const unfinished = kept(left.click(100, 20));

    const d = maskDriver("brush");
    d.bench.run({ type: "resume", unfinished });

    expect(d.bench.state).toMatchObject({ stateName: "area.idle", unfinished: null });
  });
});
