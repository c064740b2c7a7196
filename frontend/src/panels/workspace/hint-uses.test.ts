import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "@/tools/commands";
import { Driver } from "@/tools/driver";
import { countUses, hintUses } from "./hint-uses";

const SCHEMA = readSchema({
  version: 1,
  labels: [
    { key: "lake", name: "Lake", color: "aqua", kind: "polygon" },
    { key: "boat", name: "Boat", color: "lime", kind: "box" },
  ],
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };
const VIEWPORT = { width: 400, height: 300 };
const square = (id: string, x: number): Shape => ({
  id,
  kind: "polygon",
  label: "lake",
  geometry: { points: [[x, 50], [x + 100, 50], [x + 100, 150], [x, 150]], holes: [] }, // prettier-ignore
  attributes: {},
});
const LAKES = { ...EMPTY_DOCUMENT, shapes: [square("a", 50), square("b", 150)] };

/** What was counted, by the hint. */
function usesOf(tool: ToolName, work: (d: Driver) => void, document = LAKES) {
  const d = new Driver({ document, schema: SCHEMA, image: IMAGE, tool, canEdit: true }, VIEWPORT);
  let heard = 0;
  const stop = countUses(d.bench, () => (heard += 1));
  work(d);
  stop();
  const hints = ["box", "polygon", "slice", "redraw", "join", "group", "select"];
  const counted = hints.flatMap((hint) => (hintUses(hint) === 0 ? [] : [[hint, hintUses(hint)]]));
  return { counted: Object.fromEntries(counted) as object, heard };
}

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

describe("a use is counted under the hint that explained it", () => {
  it("for a shape that is drawn", () => {
    const drawn = usesOf("box", (d) => {
      d.bench.run({ type: "use_label", label: "boat" });
      d.drag([300, 200], [380, 280]).drag([10, 10], [40, 40]);
    });

    expect(drawn).toEqual({ counted: { box: 2 }, heard: 2 });
  });

  it.each([
    ["slice", (d: Driver) => d.press("Shift+s").click(100, 20).click(100, 180).press("Enter")],
    ["join", (d: Driver) => d.press("Shift+j").click(200, 100)],
    ["group", (d: Driver) => d.press("Shift+g").click(200, 100).press("Enter")],
  ] as const)("for %s, which goes back to choosing when it is done", (hint, edit) => {
    const { counted } = usesOf("select", (d) => edit(d.click(100, 100)));

    expect(counted).toEqual({ [hint]: 1 });
  });

  it("for choosing and moving, also after an edit that was let go", () => {
    const { counted } = usesOf("select", (d) => {
      d.click(100, 100).press("Shift+s").press("Escape").press("ArrowLeft");
      d.drag([100, 100], [110, 110]);
    });

    expect(counted).toEqual({ select: 2 });
  });
});
