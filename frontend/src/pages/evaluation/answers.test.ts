import { expect, it } from "vitest";
import type { SchemaDefinition } from "@/model/schema";
import { answerWords, evaluatedIn } from "./answers";
import type { Report } from "./types";

const SCHEMA: SchemaDefinition = {
  version: 1,
  labels: [],
  questions: [
    {
      ...{ key: "weather", text: "Weather?", type: "choices", required: false },
      options: [
        { key: "rain", name: "It rains" },
        { key: "snow", name: "It snows" },
      ],
    },
    { key: "many", text: "How many?", type: "number", required: true },
    { key: "note", text: "Anything else?", type: "text", required: false },
  ],
};
const DUE = new Set(["weather", "many"]);
const KNOWN = { weather: ["rain"], many: 3, note: "none" };

it("says each answer by the words of the schema, with its question", () => {
  const said = { weather: { option: ["snow", "rain"] }, many: { option: 4.5 } };

  expect(answerWords(SCHEMA, KNOWN, said, DUE)).toEqual([
    { key: "weather", question: "Weather?", said: ["It snows", "It rains"], known: ["It rains"] },
    { key: "many", question: "How many?", said: [4.5], known: [3] },
  ]);
});

it("names what was left out only where that is an error, and tells it from no option at all", () => {
  const known = { ...KNOWN, weather: [] };
  const said = { weather: { option: [] } };

  expect(answerWords(SCHEMA, known, said, DUE).map((one) => one.said)).toEqual([[], null]);
  expect(answerWords(SCHEMA, KNOWN, {}, new Set())).toEqual([]);
});

it("goes by keys where a release asked what the project does not ask any more", () => {
  expect(answerWords(undefined, { light: "day" }, { light: { option: "night" } }, DUE)).toEqual([
    { key: "light", question: "light", said: ["night"], known: ["day"] },
  ]);
});

it("asks for nothing that the report does not evaluate", () => {
  const report = { questions: [{ key: "light" }], numbers: [{ key: "many" }] } as unknown as Report;

  const due = evaluatedIn(report);

  expect([...due]).toEqual(["light", "many"]);
  expect(answerWords(SCHEMA, KNOWN, {}, due).map((one) => one.key)).toEqual(["many"]);
});
