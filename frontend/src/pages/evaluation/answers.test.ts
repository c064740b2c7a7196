import { expect, it } from "vitest";
import type { SchemaDefinition } from "@/model/schema";
import { answerWords } from "./answers";

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
const KNOWN = { weather: ["rain"], many: 3, note: "none" };

it("says each answer by the words of the schema, with its question", () => {
  const said = { weather: { option: ["snow", "rain"] }, many: { option: 4.5 } };

  expect(answerWords(SCHEMA, KNOWN, said, true)).toEqual([
    { key: "weather", question: "Weather?", said: ["It snows", "It rains"], known: ["It rains"] },
    { key: "many", question: "How many?", said: [4.5], known: [3] },
  ]);
});

it("names what was left out only where that is an error, and tells it from no option at all", () => {
  const known = { ...KNOWN, weather: [] };
  const said = { weather: { option: [] } };

  expect(answerWords(SCHEMA, known, said, true).map((one) => one.said)).toEqual([[], null]);
  expect(answerWords(SCHEMA, KNOWN, {}, false)).toEqual([]);
});

it("goes by keys where a release asked what the project does not ask any more", () => {
  expect(answerWords(undefined, { light: "day" }, { light: { option: "night" } }, true)).toEqual([
    { key: "light", question: "light", said: ["night"], known: ["day"] },
  ]);
});
