import { describe, expect, it } from "vitest";
import { readSchema } from "@/model/schema";
import { differencesOf, wrongAnswersOf } from "./differences";
import type { Taught } from "./types";

const box = (id: string, label: string) => ({
  id,
  kind: "box",
  label,
  geometry: { x: 1, y: 1, width: 5, height: 5 },
  attributes: {},
});

const taught = {
  document: {
    version: 1,
    is_nothing_here: false,
    shapes: [box("a", "coin"), box("b", "coin"), box("c", "coin")],
    answers: { light: "day" },
  },
  reference: {
    version: 1,
    is_nothing_here: false,
    shapes: [box("r1", "coin"), box("r2", "note"), box("r3", "note")],
    answers: { light: "night", place: "in" },
  },
  matched: [
    { answer_id: "a", reference_id: "r1", iou: 1, has_right_label: true },
    { answer_id: "b", reference_id: "r2", iou: 1, has_right_label: false },
  ],
  missed: ["r3"],
  spurious: ["c"],
  questions: { light: false, place: false },
} as unknown as Taught;

describe("what differs from the known answer", () => {
  it("is numbered through: missed, called otherwise, round nothing", () => {
    const told = differencesOf(taught).map(({ kind, number, shape }) => [number, kind, shape.id]);

    expect(told).toEqual([
      [1, "missed", "r3"],
      [2, "wrongLabel", "b"],
      [3, "spurious", "c"],
    ]);
  });

  it("tells which answers are wrong, and what was not answered", () => {
    const option = (key: string, name: string) => ({ key, name });
    const schema = readSchema({
      version: 1,
      labels: [],
      questions: [
        {
          key: "light",
          text: "When?",
          type: "choice",
          required: true,
          options: [option("day", "By day"), option("night", "By night")],
        },
        {
          key: "place",
          text: "Where?",
          type: "choice",
          required: true,
          options: [option("in", "Inside"), option("out", "Outside")],
          is_ordered: true,
          tolerance: { value: 1, is_relative: false },
        },
      ],
    });

    const [when, where] = schema.questions;
    expect(wrongAnswersOf(taught, schema)).toEqual([
      { question: when, said: "day", known: "night" },
      { question: where, said: undefined, known: "in" },
    ]);
  });
});
