import { expect, test } from "vitest";
import type { AnnotationDocument, Shape } from "@/model/document";
import {
  countsAt,
  f1Of,
  optionsAt,
  placeOf,
  precisionOf,
  ratesOf,
  ratesOfFour,
  recallOf,
  totalOf,
} from "./counts";
import { outcomesOf, type ScoredShape } from "./outcomes";
import type { QuestionReport } from "./types";

test("a value stands at the last step of the grid that it reaches", () => {
  expect(placeOf([0, 0.1, 0.2], 0.1)).toBe(1);
  expect(placeOf([0, 0.1, 0.2], 0.19)).toBe(1);
  expect(placeOf([0, 0.1, 0.2], 5)).toBe(2);
  expect(placeOf([0.1, 0.2], 0)).toBe(0);
});

test("figures are those of the tables at the chosen place", () => {
  const tables = { hits: [[[0, 0]], [[3, 1]]], errors: [[[9, 9]], [[1, 0]]], wanted: [4, 1] };

  const counts = countsAt(tables, { iou: 1, confidence: 0 });

  expect(counts).toEqual([
    { hits: 3, errors: 1, misses: 1 },
    { hits: 1, errors: 0, misses: 0 },
  ]);
  const total = totalOf(counts);
  expect(precisionOf(total)).toBeCloseTo(4 / 5);
  expect(recallOf(total)).toBeCloseTo(4 / 5);
  expect(f1Of(total)).toBeCloseTo(8 / 10);
});

test("without predictions and truths nothing is said", () => {
  const none = { hits: 0, errors: 0, misses: 0 };
  expect([precisionOf(none), recallOf(none), f1Of(none)]).toEqual([null, null, null]);
  expect(
    ratesOf([
      [1, 3],
      [0, 0],
    ]),
  ).toEqual([
    [0.25, 0.75],
    [0, 0],
  ]);
});

test("what is unsure falls away with the confidence, and its truth is missed", () => {
  const box = (id: string, score: number | null): ScoredShape => ({
    id,
    kind: "box",
    label: "coin",
    geometry: { x: 0, y: 0, width: 1, height: 1 },
    attributes: {},
    score,
  });
  const truth = { shapes: [box("t1", null)] as Shape[] } as unknown as AnnotationDocument;
  const picture = {
    truth,
    predicted: [box("p1", 0.4), box("p2", 0.9)],
    matches: [[0], [-1]],
    sureOf: () => 0.7,
  };
  const kinds = (least: number) =>
    outcomesOf(picture, 0, least, () => true).map(({ kind, number }) => [kind, number]);

  expect(kinds(0)).toEqual([
    ["spurious", 1],
    ["hit", null],
  ]);
  expect(kinds(0.5)).toEqual([
    ["spurious", 1],
    ["missed", 2],
  ]);
});

test("an option counts what is sure enough, and nothing else", () => {
  const measured = { value: 0.5, lower: null, upper: null, undefined_reason: null };
  const four = { true_positives: 2, false_positives: 1, false_negatives: 0, true_negatives: 1 };
  const rates = { precision: measured, recall: measured, f1: measured };
  const question = {
    images: 4,
    options: [{ key: "day", name: "Day", ...four, ...rates }],
  } as unknown as QuestionReport;
  const tables = {
    confidences: [0, 1],
    hits: [[2], [1]],
    called: [[3], [1]],
    wanted: [2],
  };
  const scored = { ...question, by_confidence: tables };
  expect(optionsAt(question, 1)[0]).toMatchObject({ ...four, f1: 0.5 });
  expect(optionsAt(scored, 0)[0]).toMatchObject({ ...four, precision: 2 / 3, recall: 1 });
  expect(optionsAt(scored, 1)[0]).toMatchObject({
    true_positives: 1,
    false_positives: 0,
    false_negatives: 1,
    true_negatives: 2,
    precision: 1,
    recall: 0.5,
  });
  expect(ratesOfFour(four)).toEqual({ precision: 2 / 3, recall: 1 });
});
