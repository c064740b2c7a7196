import { expect, it } from "vitest";
import { LANGUAGES, languageName, nearest } from "./languages";

it.each([
  ["pt", ["pt", "pt-BR"], "pt"],
  ["pt", ["es", "pt-PT", "pt-BR"], "pt-BR"],
  ["zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"],
  ["es-419", ["es"], "es"],
  ["pt-BR", ["pt-PT"], "pt-PT"],
  ["fil", ["fi"], undefined],
  ["", ["pt"], undefined],
])("reads for who asks for %s of %j in %s", (wanted, offered, found) => {
  expect(nearest(wanted, offered)).toBe(found);
});

it("has a name for each language that can be chosen", () => {
  expect(LANGUAGES.filter((code) => languageName(code, "en") === code)).toEqual([]);
});
