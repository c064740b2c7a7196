import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type LabelSchema } from "@/model/schema";
import { Driver } from "./driver";
import { clashes, remapped } from "./key-mapping";
import { actionFor, DEFAULT_KEYS, type KeyBinding } from "./key-table";
import { keysOfWork, needOf, SHORTCUTS } from "./label-keys";

interface Written {
  key: string;
  kind?: string;
  shortcut?: string;
  attributes?: string[];
}

function schemaOf(...labels: Written[]): LabelSchema {
  return readSchema({
    version: 1,
    labels: labels.map(({ key, kind = "box", shortcut, attributes = [] }) => ({
      key,
      name: key,
      color: "aqua",
      kind,
      shortcut: shortcut ?? null,
      attributes: attributes.map((one) => ({ key: one, type: "boolean", required: false })),
    })),
    questions: [],
  });
}

const press = (table: readonly KeyBinding[], key: string, shift = false) =>
  actionFor({ key, code: `Key${key.toUpperCase()}`, ctrl: false, shift, alt: false }, table, false);

const many = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `l${at + 1}` }));

describe("keys of labels", () => {
  it("pick the label, beyond the twentieth too", () => {
    const schema = schemaOf(...many(20), { key: "sled", shortcut: "s" });
    const options = { document: EMPTY_DOCUMENT, schema, image: { width_px: 200, height_px: 100 } };
    const d = new Driver({ ...options, tool: "box", canEdit: true }, { width: 200, height: 100 });

    d.press("s");
    d.drag([10, 10], [50, 50]);

    expect(d.bench.state.labelKey).toBe("sled");
    expect(d.bench.state.document.shapes.map(({ label }) => label)).toEqual(["sled"]);
  });

  it("are letters of tools that the work has no use for", () => {
    const boxes = schemaOf({ key: "sled", shortcut: "s" }, { key: "ship", shortcut: "shift+r" });

    const table = keysOfWork(DEFAULT_KEYS, boxes);

    expect(press(table, "s")).toBe("label.sled");
    expect(press(table, "R", true)).toBe("label.ship");
    expect(clashes(table)).toEqual([]);
  });

  it("give way where a tool needs the letter, and the label keeps its digit", () => {
    const masks = schemaOf({ key: "sled", kind: "mask", shortcut: "s" });

    const table = keysOfWork(DEFAULT_KEYS, masks);

    expect(press(table, "s")).toBe("tool.scissors");
    expect(needOf("s", DEFAULT_KEYS, masks)).toBe("tool.scissors");
    expect(actionFor({ key: "1", code: "Digit1", ctrl: false, shift: false, alt: false }, table, false)).toBe("digit.1"); // prettier-ignore
  });

  it("give way to a key that a person chose for something else", () => {
    const boxes = schemaOf({ key: "sled", shortcut: "s" });
    const own = remapped(DEFAULT_KEYS, { "tool.scissors": { key: "#" }, "view.fit": { key: "s" } });

    expect(press(keysOfWork(own, boxes), "s")).toBe("view.fit");
  });

  it("belong to the first of two labels", () => {
    const twice = schemaOf({ key: "sled", shortcut: "s" }, { key: "ski", shortcut: "s" });

    expect(press(keysOfWork(DEFAULT_KEYS, twice), "s")).toBe("label.sled");
  });

  it.each([
    ["t", "tool.rotated_box", { key: "a", kind: "rotated_box" }],
    ["p", "tool.polygon", { key: "a", kind: "mask" }],
    ["shift+w", "tool.cutout", { key: "a", kind: "polygon" }],
    ["shift+j", "shape.join", { key: "a", kind: "mask" }],
    ["shift+r", "shape.redraw", { key: "a", kind: "polyline" }],
    ["u", "point.visible", { key: "a", kind: "keypoints" }],
    ["i", "point.insert", { key: "a", kind: "polygon" }],
    ["shift+c", "shape.occluded", { key: "a", attributes: ["occluded"] }],
  ])("leave %s to %s where it means something, and have it where not", (letter, need, label) => {
    expect(needOf(letter, DEFAULT_KEYS, schemaOf(label))).toBe(need);
    expect(needOf(letter, DEFAULT_KEYS, schemaOf({ key: "a" }))).toBeNull();
  });

  it("never take what every work needs: verdicts, the picture, undoing, the next shape", () => {
    const boxes = schemaOf({ key: "a" });
    const kept = ["a", "b", "c", "e", "f", "h", "k", "l", "m", "n", "o", "q", "r", "v", "y", "z"];

    const free = SHORTCUTS.filter((one) => needOf(one, DEFAULT_KEYS, boxes) === null);

    expect(free.filter((one) => kept.includes(one))).toEqual([]);
    expect(free.length).toBeGreaterThanOrEqual(20);
  });
});
