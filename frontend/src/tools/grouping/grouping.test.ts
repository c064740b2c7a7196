import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import { Driver } from "../driver";

const FLAG = { type: "boolean", required: false, options: [], when: null };
const SCHEMA = readSchema({
  version: 1,
  labels: [
    {
      key: "wheel",
      name: "Wheel",
      color: "aqua",
      kind: "box",
      attributes: [{ ...FLAG, key: "occluded", name: "Occluded" }],
    },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const box = (id: string, x: number): Shape => ({
  id,
  kind: "box",
  label: "wheel",
  geometry: { x, y: 100, width: 40, height: 40 },
  attributes: {},
});

function driver(...all: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes: all };
  const work = { document, schema: SCHEMA, image: IMAGE, tool: "select", canEdit: true } as const;
  const d = new Driver(work, { width: 400, height: 300 });
  d.bench.run({ type: "choose", shapeId: all[0]?.id ?? null });
  return d;
}

const THREE = [box("s1", 50), box("s2", 150), box("s3", 250)] as const;
const shapes = (d: Driver) => d.bench.state.document.shapes;
const groups = (d: Driver) => shapes(d).map(({ group_id: group }) => group);
const lefts = (d: Driver) => shapes(d).map((shape) => shape.kind === "box" && shape.geometry.x);
const grouped = () =>
  driver(...THREE)
    .press("Shift+G")
    .click(170, 120)
    .press("Enter");

describe("grouping", () => {
  it("takes in what is pressed and lets it go again, a step each", () => {
    const d = driver(...THREE)
      .press("Shift+G")
      .click(170, 120)
      .click(270, 120);
    expect(groups(d)).toEqual(["g1", "g1", "g1"]);

    d.click(170, 120);
    expect(groups(d)).toEqual(["g1", undefined, "g1"]);
    d.click(270, 120).press("Escape");

    expect(groups(d)).toEqual([undefined, undefined, undefined]);
    expect(d.bench.state).toMatchObject({ stateName: "select.idle", chosenId: "s1" });
    expect(groups(d.press("Ctrl+z"))).toEqual(["g1", undefined, "g1"]);
  });

  it("goes by the keys alone", () => {
    const d = driver(...THREE).press("Shift+G", "Tab", "Tab", "n", "Enter");

    expect(groups(d)).toEqual(["g1", undefined, "g1"]);
    expect(groups(d.press("Shift+U"))).toEqual([undefined, undefined, undefined]);
    expect(shapes(d)).toEqual(THREE);
  });

  it("brings the whole of another group along", () => {
    const d = driver(box("s1", 50), ...THREE.slice(1).map((one) => ({ ...one, group_id: "g1" })));

    expect(groups(d.press("Shift+G").click(170, 120))).toEqual(["g2", "g2", "g2"]);
  });

  it("says when there is nothing to group with, and asks nothing of a locked shape", () => {
    expect(driver(box("s1", 50)).press("Shift+G").bench.state).toMatchObject({
      stateName: "select.idle",
      refusal: { type: "group_alone" },
    });
    expect(driver(...THREE).press("l", "Shift+G").bench.state.stateName).toBe("select.idle");
  });
});

describe("a group", () => {
  it("is dragged as one, as far as the first of it meets the edge; with Shift one alone", () => {
    const d = grouped().down(60, 120).move(100, 120);
    expect(d.bench.state.preview?.others).toMatchObject([{ shapeId: "s2" }]);
    expect(lefts(d)).toEqual([50, 150, 250]);

    d.move(0, 120).up(0, 120);
    expect(lefts(d)).toEqual([0, 100, 250]);
    expect(lefts(d.press("Ctrl+z"))).toEqual([50, 150, 250]);

    d.down(60, 120).move(80, 120, { shift: true }).up(80, 120, { shift: true });
    expect(lefts(d)).toEqual([70, 150, 250]);
  });

  it("is let go where it was with Escape", () => {
    const d = grouped().down(60, 120).move(100, 120).press("Escape");

    expect(d.bench.state.preview).toBeNull();
    expect(lefts(d)).toEqual([50, 150, 250]);
  });

  it("is nudged as one, in one step", () => {
    const d = grouped().press("ArrowRight", "ArrowRight");

    expect(lefts(d)).toEqual([52, 152, 250]);
    expect(lefts(d.press("Ctrl+z"))).toEqual([50, 150, 250]);
  });

  it("is hidden, locked and deleted as one", () => {
    const d = grouped().press("h");
    expect([...d.bench.state.hiddenIds]).toEqual(["s1", "s2"]);
    d.press("h", "l");
    expect(d.bench.state.hiddenIds.size).toBe(0);
    expect([...d.bench.state.lockedIds]).toEqual(["s1", "s2"]);

    d.press("l", "Delete");

    expect(shapes(d)).toEqual([THREE[2]]);
    expect(groups(d.press("Ctrl+z"))).toEqual(["g1", "g1", undefined]);
  });

  it("is copied as a group of its own, in one step", () => {
    const d = grouped().press("Ctrl+c", "Ctrl+v");
    expect(groups(d)).toEqual(["g1", "g1", undefined, "g2", "g2"]);
    expect(shapes(d.press("Ctrl+z"))).toHaveLength(3);

    expect(groups(grouped().press("Ctrl+d"))).toEqual(["g1", "g1", undefined, "g2", "g2"]);
  });
});

it("marks a shape as covered where its label asks for it", () => {
  const d = driver(box("s1", 50)).press("Shift+C");
  expect(shapes(d)[0]?.attributes).toEqual({ occluded: true });

  expect(shapes(d.press("Shift+C"))[0]?.attributes).toEqual({ occluded: false });
  expect(d.press("Shift+T").bench.state.document).toBe(d.bench.state.document);
});
