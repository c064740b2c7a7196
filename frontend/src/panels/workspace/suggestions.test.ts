import { expect, it } from "vitest";
import type { AnnotationDocument, Shape } from "@/model/document";
import { Suggestions } from "./suggestions";

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
  const suggestions = new Suggestions(holding(box("s1", 0), box("s2", 50)), start);
  const [first, second, own] = start.shapes as [Shape, Shape, Shape];

  expect([first, second, own].map((shape) => suggestions.has(shape))).toEqual([true, true, false]);
  expect(suggestions.has(box("s1", 1))).toBe(false);

  suggestions.confirm("s2");

  expect([first, second].map((shape) => suggestions.has(shape))).toEqual([true, false]);
});

it("does not take what was changed before for a suggestion", () => {
  const start = holding(box("s1", 3));

  const suggestions = new Suggestions(holding(box("s1", 0)), start);

  expect(suggestions.has(start.shapes[0] as Shape)).toBe(false);
});

it("leads to the one of which the model was least sure, of those that wait and have a score", () => {
  const start = holding(box("s1", 0), box("s2", 50), box("s3", 70));
  const suggestions = new Suggestions(start, start, { shapes: { s1: 0.9, s2: 0.4 }, answers: {} });
  const leastSure = () => suggestions.leastSure(start.shapes)?.id;

  expect(leastSure()).toBe("s2");
  suggestions.confirm("s2");
  expect(leastSure()).toBe("s1");
  suggestions.confirm("s1");
  expect(leastSure()).toBeUndefined();
  expect(suggestions.confidenceOf(start.shapes[2] as Shape)).toBeNull();
});

it("takes an answer for the model's until it is another, confirmed or given by hand", () => {
  const said = { ...holding(), answers: { state: "worn", marks: ["a", "b"], age: 3 } };
  const start = { ...said, answers: { ...said.answers, age: 4 } };
  const sure = { shapes: {}, answers: { state: 0.8 } };
  const suggestions = new Suggestions(said, start, sure);
  const waiting = () =>
    (["state", "marks", "age"] as const).filter((key) =>
      suggestions.hasAnswer(key, start.answers[key]),
    );

  expect(waiting()).toEqual(["state", "marks"]);
  expect(suggestions.hasAnswer("state", "new")).toBe(false);
  expect(suggestions.hasAnswer("state", undefined)).toBe(false);
  expect(["state", "marks"].map((key) => suggestions.confidenceOfAnswer(key))).toEqual([0.8, null]);

  suggestions.confirmAnswers("state", "age");

  expect(waiting()).toEqual(["marks"]);
});

it("knows a model that said nothing from one whose every suggestion was touched", () => {
  const touched = new Suggestions(holding(box("s1", 0)), holding());
  const silent = new Suggestions(holding(), holding(box("own", 0)));

  expect([touched.isEmpty, silent.isEmpty]).toEqual([false, true]);
});
