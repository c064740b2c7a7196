import { describe, expect, it } from "vitest";
import type { SchemaDefinition } from "@/model/schema";
import {
  everything,
  type LabelChoice,
  labelRows,
  planBody,
  planProblem,
  type QuestionChoice,
  testPercent,
} from "./plan";

const definition = {
  version: 1,
  labels: ["cat", "dog", "fox"].map((key) => ({ key, name: key, color: "#30C7D2", kind: "box" })),
  questions: [
    {
      key: "weather",
      text: "Weather?",
      type: "choice",
      options: ["sun", "rain", "snow"].map((key) => ({ key, name: key })),
    },
    { key: "road", text: "Road?", type: "text" },
  ],
} as unknown as SchemaDefinition;

const chosen: Record<string, Partial<LabelChoice>> = {
  cat: { name: "Any cat", isWanted: true },
  dog: { into: "cat" },
  fox: { isDropped: true },
};

describe("the plan of a release", () => {
  it("says nothing where everything is wanted", () => {
    expect(planBody(everything(definition))).toEqual({});
    expect(planProblem(everything(undefined))).toBeNull();
  });

  it("counts merged labels as one, also before its own come, and none that is left out", () => {
    const draft = everything(definition);
    const labels = draft.labels.map((label) => ({ ...label, ...chosen[label.key] }));
    const counted = ["dog", "cat", "fox"].map((key, at) => ({ key, shapes: 3 + at }));

    expect(labelRows(counted, { ...draft, labels })).toEqual([
      { key: "cat", name: "cat", value: 7 },
    ]);
  });

  it("says what was chosen, in shares and keys", () => {
    const draft = everything(definition);
    const body = planBody({
      ...draft,
      decided: ["adjudicated"],
      leastPercent: 85,
      hasEmpty: false,
      namesPeople: false,
      method: "grouped",
      groupKey: " patient ",
      trainPercent: 70,
      valPercent: 20,
      labels: draft.labels.map((label) => ({ ...label, ...chosen[label.key] })),
    });
    expect(body).toEqual({
      decided: ["adjudicated"],
      least_confidence: 0.85,
      labels: ["cat"],
      has_empty: false,
      changes: [
        { key: "cat", name: "Any cat" },
        { key: "dog", into: "cat" },
        { key: "fox", is_dropped: true },
      ],
      split: {
        method: "grouped",
        shares: { train: 0.7, val: 0.2, test: 0.1 },
        seed: 1,
        group_key: "patient",
      },
      people: "left_out",
    });
  });

  it("chooses pictures by answers beside labels, but by none of a question that goes", () => {
    const draft = everything({
      ...definition,
      questions: [
        ...(definition.questions ?? []),
        { key: "sharp", text: "Sharp?", type: "boolean", required: false },
      ],
    });
    const wanted: Record<string, readonly string[]> = {
      weather: ["rain", "snow"],
      sharp: ["false"],
    };
    const questions = draft.questions.map((one) => ({ ...one, wanted: wanted[one.key] ?? [] }));
    const labels = draft.labels.map((label) => ({ ...label, isWanted: label.key === "fox" }));

    expect(draft.questions.map((one) => one.isYesOrNo)).toEqual([false, false, true]);
    expect(planBody({ ...draft, labels, questions }).labels).toEqual([
      "fox",
      "weather=rain",
      "weather=snow",
      "sharp=false",
    ]);
    const gone = questions.map((one) => ({ ...one, isDropped: one.key === "weather" }));
    expect(planBody({ ...draft, questions: gone }).labels).toEqual(["sharp=false"]);
  });

  it("says what becomes of questions and their options", () => {
    const draft = everything(definition);
    const [weather, road] = draft.questions as [QuestionChoice, QuestionChoice];
    const options = weather.options.map((one) =>
      one.key === "snow" ? { ...one, into: "rain" } : { ...one, name: one.key.toUpperCase() },
    );
    const questions = [
      { ...weather, name: " Dry? ", options },
      { ...road, isDropped: true },
    ];
    expect(planBody({ ...draft, questions })).toEqual({
      questions: [
        {
          key: "weather",
          name: "Dry?",
          options: [
            { key: "sun", name: "SUN" },
            { key: "rain", name: "RAIN" },
            { key: "snow", into: "rain" },
          ],
        },
        { key: "road", is_dropped: true },
      ],
    });
    const none = weather.options.map((one) => ({ ...one, isDropped: one.key !== "sun" }));
    expect(planProblem({ ...draft, questions: [{ ...weather, options: none }] })).toBe(
      "releases.tooFewOptions",
    );
    const gone = { ...weather, options: none, isDropped: true };
    expect(planProblem({ ...draft, questions: [gone] })).toBeNull();
  });

  it("says why it cannot be sent", () => {
    const draft = { ...everything(definition), method: "random" as const };
    expect(testPercent({ ...draft, trainPercent: 95 })).toBe(-5);
    expect(planProblem({ ...draft, trainPercent: 95 })).toBe("releases.tooMuch");
    expect(planProblem({ ...draft, decided: [] })).toBe("releases.noneDecided");
    expect(planProblem({ ...draft, method: "grouped" })).toBe("releases.noGroupKey");
  });
});
