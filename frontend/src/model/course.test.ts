import { describe, expect, it } from "vitest";
import { courseAfter, courseOf, documentAt } from "./course";
import { EMPTY_DOCUMENT, type Shape } from "./document";

const box = (id: string): Shape => ({
  id,
  kind: "box",
  label: "coin",
  geometry: { x: 0, y: 0, width: 9, height: 9 },
  attributes: {},
});
const of = (...ids: readonly string[]) => ({ ...EMPTY_DOCUMENT, shapes: ids.map(box) });

describe("the course of an answer", () => {
  it("notes when a shape came, and forgets one that went", () => {
    const one = courseAfter([], of(), of("s1"), 1.2);
    const two = courseAfter(one, of("s1"), of("s1", "s2"), 3);

    expect(two).toEqual([
      { shape_id: "s1", at_ms: 1200 },
      { shape_id: "s2", at_ms: 3000 },
    ]);
    expect(courseAfter(two, of("s1", "s2"), of("s2"), 4)).toEqual([two[1]]);
  });

  it("stays the same object while no shape comes or goes", () => {
    const course = courseAfter([], of(), of("s1"), 1);

    expect(courseAfter(course, of("s1"), of("s1"), 9)).toBe(course);
  });

  it("never runs backwards, as the server asks", () => {
    const course = courseAfter([], of(), of("s1"), 5);

    expect(courseAfter(course, of("s1"), of("s1", "s2"), 2).map(({ at_ms }) => at_ms)).toEqual([
      5000, 5000,
    ]);
  });

  it("is of the shapes that are there", () => {
    expect(courseOf([{ shape_id: "s9", at_ms: 1 }], of("s1"))).toEqual([]);
  });

  it("shows the document as it grew; what has no moment was there from the start", () => {
    const course = [{ shape_id: "s1", at_ms: 100 }];
    const shown = (ms: number) => documentAt(of("s0", "s1"), course, ms).shapes.map(({ id }) => id);

    expect([shown(99), shown(100)]).toEqual([["s0"], ["s0", "s1"]]);
  });
});
