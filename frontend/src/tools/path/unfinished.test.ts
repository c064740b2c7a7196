import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Ring } from "@/model/shapes/rings";
import type { ToolName } from "../commands";
import { Driver } from "../driver";

const SCHEMA = readSchema({
  version: 1,
  labels: [{ key: "lake", name: "Lake", color: "aqua", kind: "polygon" }],
  questions: [],
});
const SQUARE: Ring = [[50, 50], [250, 50], [250, 250], [50, 250]]; // prettier-ignore

const polygon = (id: string, points: Ring, holes: readonly Ring[] = []): Shape => ({
  id,
  kind: "polygon",
  label: "lake",
  geometry: { points, holes },
  attributes: {},
});

function driver(tool: ToolName = "polygon", ...shapes: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes };
  const image = { width_px: 400, height_px: 300 };
  const options = { document, schema: SCHEMA, image, tool, canEdit: true };
  return new Driver(options, { width: 400, height: 300 });
}

/** What was placed, press by press. */
function runsOf(d: Driver) {
  const { unfinished } = d.bench.state;
  return unfinished?.kind === "polygon" ? unfinished.runs : null;
}

describe("a polygon that is not whole", () => {
  it("is told press by press, stays through a pan, and ends with the shape", () => {
    const d = driver().click(100, 100).click(200, 100);
    const unfinished = {
      kind: "polygon",
      label: "lake",
      runs: [[[100, 100]], [[200, 100]]],
      hollowedId: null,
    };
    expect(d.bench.state.unfinished).toEqual(unfinished);

    d.press(" ").down(300, 200).move(310, 200);
    expect(d.bench.state.unfinished).toEqual(unfinished);
    d.up(310, 200).release(" ").click(200, 200);
    expect(runsOf(d)).toHaveLength(3);

    expect(d.press("Enter").bench.state.unfinished).toBeNull();
  });

  it("stays when the system takes the pointer away in the middle of a press", () => {
    const d = driver().click(100, 100).click(200, 100).down(200, 200);

    d.interrupt(200, 200);
    expect(d.bench.state).toMatchObject({ stateName: "polygon.drawing", canUndo: false });
    expect(runsOf(d)).toEqual([[[100, 100]], [[200, 100]]]);
    d.click(200, 200).press("Enter");

    const [lake] = d.bench.state.document.shapes;
    expect(lake?.geometry).toMatchObject({ points: [[100, 100], [200, 100], [200, 200]] }); // prettier-ignore
  });

  it("is no longer panned when nobody heard the key go up", () => {
    const d = driver().click(100, 100).press(" ");

    d.bench.giveBack();

    expect(d.bench.state.stateName).toBe("polygon.drawing");
    expect(runsOf(d.click(200, 100))).toHaveLength(2);
  });

  it("is taken up where it was left, also as a hole", () => {
    const lake = polygon("s1", SQUARE);
    const d = driver("polygon", lake).press("Tab", "Shift+P").click(80, 80).click(120, 80);
    const { unfinished } = d.bench.state;
    if (unfinished === null) throw new Error("Nothing was under way");
    const later = driver("select", lake);

    later.bench.run({ type: "resume", unfinished });
    expect(later.bench.state).toMatchObject({ stateName: "polygon.drawing", tool: "polygon" });
    later.click(100, 120).press("Enter");

    expect(later.bench.state.document.shapes).toEqual([polygon("s1", SQUARE, [[[80, 80], [120, 80], [100, 120]]])]); // prettier-ignore
  });

  it("is let go where its polygon or its label is gone", () => {
    const runs = [[[80, 80]]] as const;
    for (const lost of [
      { label: "lake", hollowedId: "s1" },
      { label: "pond", hollowedId: null },
    ]) {
      const d = driver();
      d.bench.run({ type: "resume", unfinished: { kind: "polygon", runs, ...lost } });
      expect(d.bench.state).toMatchObject({ stateName: "polygon.idle", unfinished: null });
    }
  });
});
