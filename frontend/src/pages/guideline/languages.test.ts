import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { LANGUAGES, languageName, nearest } from "./languages";

const TABLE = resolve(import.meta.dirname, "../../../../tests/cases/languages.json");
interface Case {
  readonly wanted: string;
  readonly offered: readonly string[];
  readonly found: string | null;
}
const cases = JSON.parse(readFileSync(TABLE, "utf-8")) as Case[]; // checked in

it.each(cases)("reads for who asks for $wanted of $offered in $found", (asked) => {
  expect(nearest(asked.wanted, asked.offered) ?? null).toBe(asked.found);
});

it("has a name for each language that can be chosen", () => {
  expect(LANGUAGES.filter((code) => languageName(code, "en") === code)).toEqual([]);
});
