import { expect, it } from "vitest";
import type { AnnotationDocument, Shape } from "@/model/document";
import { SuggestedShapes } from "./suggestions";

const box = (id: string, x: number): Shape => ({
  id,
  kind: "box",
  label: "coin",
  geometry: { x, y: 0, width: 10, height: 10 },
  attributes: {},
});
const holding = (...shapes: Shape[]): AnnotationDocument => ({
  version: 1,
  is_nothing_here: false,
  shapes,
  answers: {},
});

it("takes a shape for a suggestion until it is another, or confirmed", () => {
  const start = holding(box("s1", 0), box("s2", 50), box("own", 70));
  const suggestions = new SuggestedShapes(holding(box("s1", 0), box("s2", 50)), start);
  const [first, second, own] = start.shapes as [Shape, Shape, Shape];

  expect([first, second, own].map((shape) => suggestions.has(shape))).toEqual([true, true, false]);
  expect(suggestions.has(box("s1", 1))).toBe(false);

  suggestions.confirm("s2");

  expect([first, second].map((shape) => suggestions.has(shape))).toEqual([true, false]);
});

it("does not take what was changed before for a suggestion", () => {
  const start = holding(box("s1", 3));

  const suggestions = new SuggestedShapes(holding(box("s1", 0)), start);

  expect(suggestions.has(start.shapes[0] as Shape)).toBe(false);
});

it("leads to the one of which the model was least sure, of those that wait and have a score", () => {
  const start = holding(box("s1", 0), box("s2", 50), box("s3", 70));
  const suggestions = new SuggestedShapes(start, start, { s1: 0.9, s2: 0.4 });
  const leastSure = () => suggestions.leastSure(start.shapes)?.id;

  expect(leastSure()).toBe("s2");
  suggestions.confirm("s2");
  expect(leastSure()).toBe("s1");
  suggestions.confirm("s1");
  expect(leastSure()).toBeUndefined();
  expect(suggestions.confidenceOf(start.shapes[2] as Shape)).toBeNull();
});
