import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOf } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { simplifiedRegion } from "@/model/masks/simplify";
import { documentProblems } from "@/model/validation/document";
import type { Driver } from "../driver";
import { AREAS, IMAGE, SCHEMA, driver, drawn, FRAME, mask, square } from "./mask-driver";

const place = fc.tuple(fc.integer({ min: -10, max: 210 }), fc.integer({ min: -10, max: 110 }));

/** Something a person does, whole or let go in the middle. */
const gesture: fc.Arbitrary<(d: Driver) => void> = fc.oneof(
  fc
    .tuple(fc.constantFrom("d", "x"), place, place, place, fc.boolean())
    .map(([tool, from, by, to, isKept]) => (d: Driver) => {
      d.press(tool).down(...from).move(...by); // prettier-ignore
      if (!isKept) d.press("Escape");
      d.up(...to);
    }),
  fc
    .tuple(fc.constantFrom("p", "s"), place, place, place, fc.constantFrom("Enter", "Escape"))
    .map(([tool, a, b, c, end]) => (d: Driver) => {
      d.press(tool).click(...a).click(...b).click(...c).press(end); // prettier-ignore
    }),
  fc.tuple(fc.constantFrom("w", "g"), place).map(([tool, at]) => (d: Driver) => {
    d.press(tool).click(...at);
  }),
  fc
    .constantFrom("1", "2", "n", "Escape", "Ctrl+z", "Ctrl+Shift+z", "Delete", "l", "Tab")
    .map((key) => (d: Driver) => void d.press(key)),
  fc
    .constantFrom("Ctrl+d", "Ctrl+c", "Ctrl+v", "Shift+ArrowRight", "Shift+ArrowDown", "v")
    .map((key) => (d: Driver) => void d.press(key)),
  fc.boolean().map((removesUnderlying) => (d: Driver) => {
    d.bench.run({ type: "set_masks", settings: { removesUnderlying } });
  }),
  fc.tuple(place, place).map(
    ([from, to]) =>
      (d: Driver) =>
        void d.press("v").drag(from, to),
  ),
  fc.nat(2).map((index) => (d: Driver) => {
    const { chosenId, schema } = d.bench.state;
    const label = schema.labels[index];
    if (chosenId !== null && label !== undefined)
      d.bench.run({ type: "relabel", shapeId: chosenId, label: label.key });
  }),
  fc.constant((d: Driver) => {
    const shape = shapeOf(d.bench.state.document, d.bench.state.chosenId);
    if (shape?.kind !== "mask") return;
    const geometry = maskOf(simplifiedRegion(regionOf(shape.geometry), 1.5, IMAGE));
    d.bench.run({
      type: "edit_masks",
      edits: [{ shapeId: shape.id, label: shape.label, geometry }],
    });
  }),
);

/** Masks that do not share the picture out, and masks that do: one stands in the frame's hole. */
const GROUNDS = [
  { schema: SCHEMA, start: drawn(FRAME) },
  {
    schema: AREAS,
    start: drawn(
      mask("s1", "road", square(20, 20, 60), square(40, 40, 20)),
      mask("s2", "sky", square(40, 40, 20)),
      mask("s3", "sign", square(30, 30, 50)),
    ),
  },
];

describe("any gestures in any order", () => {
  it("are undone to the exact document, step by step, and done again", () => {
    const d = driver("brush", drawn(FRAME));
    d.bench.run({ type: "set_masks", settings: { removesUnderlying: true, brushPx: 12 } });
    d.drag([10, 10], [90, 90]).press("x").drag([50, 20], [50, 90]).press("2", "p");
    d.click(100, 20).click(180, 20).click(140, 80).press("Enter", "g").click(5, 95);
    d.press("w").down(100, 50).up(120, 50).press("s").click(60, 30).click(119, 30).click(90, 69);
    d.press("Enter");
    const finished = d.bench.state.document;

    let steps = 0;
    while (d.bench.state.canUndo) {
      d.press("Ctrl+z");
      steps += 1;
    }
    const start = d.bench.state.document;
    for (let step = 0; step < steps; step += 1) d.press("Ctrl+Shift+z");

    expect(steps).toBe(5);
    expect(start).toEqual(drawn(FRAME));
    expect(d.bench.state.document).toEqual(finished);
  });

  it.each(GROUNDS)("are undone to the exact document, whatever they are", ({ schema, start }) => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 12 }), (done) => {
        const d = driver("brush", start, schema);
        for (const make of done) make(d);
        d.bench.cancel();
        const finished = d.bench.state.document;

        let steps = 0;
        for (; d.bench.state.canUndo; steps += 1) d.bench.run({ type: "undo" });
        const undone = d.bench.state.document;
        for (let step = 0; step < steps; step += 1) d.bench.run({ type: "redo" });

        expect(undone).toEqual(start);
        expect(d.bench.state.document).toEqual(finished);
        expect(documentProblems(finished, schema, IMAGE).map(({ code }) => code)).toEqual(
          finished.shapes.length > 0 ? [] : ["empty_document"],
        );
      }),
      { seed: 42, numRuns: 40 },
    );
  });
});
