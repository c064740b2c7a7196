import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { ToolName } from "./commands";
import { labelPressed } from "./key-commands";

const labels = (["polygon", "ellipse"] as const).map((kind) => ({
  key: kind,
  name: kind,
  color: "#30C7D2",
  kind,
}));
const schema = readSchema({ version: 1, labels, questions: [] });
const lake: Shape = {
  id: "s1",
  kind: "polygon",
  label: "polygon",
  geometry: { points: [[0, 0], [9, 0], [9, 9]], holes: [] }, // prettier-ignore
  attributes: {},
};
const document = { ...EMPTY_DOCUMENT, shapes: [lake] };
const pressed = (key: string, tool: ToolName, chosenId: string | null) =>
  labelPressed(key, { schema, document, tool, chosenId, lockedIds: new Set() });

describe("a label that is pressed", () => {
  const use = { type: "use_label", label: "ellipse" };
  const draw = { type: "use_tool", tool: "ellipse" };

  it("brings its tool where nothing is being drawn or chosen", () => {
    expect(pressed("ellipse", "select", null)).toEqual([use, draw]);
    expect(pressed("ellipse", "pan", "s1")).toEqual([use, draw]);
  });

  it("leaves the tool in the hand, which goes with the label by itself", () => {
    expect(pressed("ellipse", "polygon", "s1")).toEqual([use]);
  });

  it("names the chosen shape anew where it is of its kind", () => {
    expect(pressed("polygon", "select", "s1")).toEqual([
      { type: "relabel", shapeId: "s1", label: "polygon" },
      { type: "use_label", label: "polygon" },
    ]);
  });
});
