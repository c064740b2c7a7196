import { describe, expect, it } from "vitest";
import { documentProblems } from "@/model/validation/document";
import { regionOf } from "@/model/masks/geometry";
import { AREAS, areas, drawn, driver, heard, IMAGE, mask, square } from "./mask-driver";

const ROAD = mask("s1", "road", square(20, 20, 40));
const SKY = mask("s2", "sky", square(70, 20, 20));
const SIGN = mask("s3", "sign", square(80, 30, 20));

/** Three masks, none over another of its kind; what is chosen is what is worked on. */
function chosen(shapeId: string) {
  const d = driver("brush", drawn(ROAD, SKY, SIGN), AREAS);
  d.bench.run({ type: "use_tool", tool: "select" }, { type: "choose", shapeId });
  return { d, notices: heard(d) };
}

const problems = (d: ReturnType<typeof driver>) =>
  documentProblems(d.bench.state.document, AREAS, IMAGE);

describe("masks that share the picture out", () => {
  it("give way to one that is moved onto them, and have it all back by one undo", () => {
    const { d } = chosen("s1");

    d.drag([30, 30], [50, 30]);

    expect(areas(d)).toEqual([1600, 200, 400]);
    expect(problems(d)).toEqual([]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(drawn(ROAD, SKY, SIGN));
  });

  it("give way to one that is pushed over them by a held key, as one step", () => {
    const { d } = chosen("s1");

    for (let pushed = 0; pushed < 20; pushed += 1) d.press("ArrowRight");

    expect(areas(d)).toEqual([1600, 200, 400]);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(drawn(ROAD, SKY, SIGN));
  });

  it("are not copied: their class has one, which is said", () => {
    const { d, notices } = chosen("s1");

    d.press("Ctrl+d", "Ctrl+c", "Ctrl+v");

    expect(notices.filter((type) => type === "one_mask")).toHaveLength(2);
    expect(areas(d)).toEqual([1600, 400, 400]);
    expect(d.bench.state.canUndo).toBe(false);
  });

  it("take their pixels when a mask gets their kind of label", () => {
    const { d } = chosen("s3");
    d.bench.run({ type: "remove_shape", shapeId: "s1" });

    d.bench.run({ type: "relabel", shapeId: "s3", label: "road" });

    expect(areas(d)).toEqual([300, 400]);
    expect(problems(d)).toEqual([]);
  });

  it("become one when a mask gets a label that has one", () => {
    const { d } = chosen("s3");

    d.bench.run({ type: "relabel", shapeId: "s3", label: "sky" });

    expect(areas(d)).toEqual([1600, 700]);
    expect(d.bench.state.document.shapes.map(({ id }) => id)).toEqual(["s1", "s3"]);
    expect(problems(d)).toEqual([]);
  });

  it("share nothing after one was smoothed, joined or had its geometry set", () => {
    const { d } = chosen("s1");
    const { geometry } = mask("s9", "road", square(20, 20, 60));

    d.bench.run({ type: "edit_masks", edits: [{ shapeId: "s1", label: "road", geometry }] });
    expect([areas(d), problems(d)]).toEqual([[3600, 200, 400], []]);
    d.press("Ctrl+z");
    d.bench.run({ type: "set_geometry", shapeId: "s1", geometry });
    expect([areas(d), problems(d)]).toEqual([[3600, 200, 400], []]);
    d.press("Ctrl+z");
    d.bench.run({ type: "join_shapes", shapeId: "s1", otherId: "s3", geometry });
    expect([areas(d), problems(d)]).toEqual([[3600, 200], []]);
  });

  it("keep what is locked: the other stops there", () => {
    const { d } = chosen("s1");
    d.bench.run({ type: "toggle_locked", shapeId: "s2" });

    d.drag([30, 30], [50, 30]);

    expect(areas(d)).toEqual([1400, 400, 400]);
    expect(problems(d)).toEqual([]);
  });

  it("go when nothing of them is left", () => {
    const { d } = chosen("s1");
    const { geometry } = mask("s9", "road", square(10, 10, 85));

    d.bench.run({ type: "set_geometry", shapeId: "s1", geometry });

    expect(d.bench.state.document.shapes.map(({ id }) => id)).toEqual(["s1", "s3"]);
    const [road] = d.bench.state.document.shapes;
    expect(road?.kind === "mask" && regionOf(road.geometry)).toEqual(regionOf(geometry));
  });
});
