import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { faultWords, isNamed } from "./fault-words";

const ROOT = resolve(import.meta.dirname, "../../../..");
const texts = (language: string) =>
  JSON.parse(readFileSync(`${import.meta.dirname}/notices.${language}.json`, "utf8")) as Record<
    string,
    string
  >;
const table = JSON.parse(readFileSync(`${ROOT}/tests/cases/documents.json`, "utf8")) as {
  cases: { problems: { code: string }[] }[];
};
const inTable = table.cases.flatMap(({ problems }) => problems.map(({ code }) => code));
/** Too long to write into the table. */
const OTHERS = ["too_many_points", "answer_not_applicable", "not_finite"];
const codes = [...new Set([...inTable, ...OTHERS])].sort();

it.each(codes)("%s has words in every language", (code) => {
  expect(isNamed(code)).toBe(true);
  for (const language of ["en", "es"]) {
    const known = texts(language);
    expect(faultWords(code, (key) => known[key.replace("workspace.", "")] ?? "")).not.toBe("");
  }
});
