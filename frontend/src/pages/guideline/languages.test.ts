import { expect, it } from "vitest";
import { LANGUAGES, languageName, nearest } from "./languages";

it.each([
  ["pt", ["pt", "pt-BR"], "pt"],
  ["pt", ["es", "pt-PT", "pt-BR"], "pt-BR"],
  ["zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"],
  ["es-419", ["es"], "es"],
  ["pt-BR", ["pt-PT"], "pt-PT"],
  ["zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"],
  ["zh-TW", ["zh", "zh-Hant"], "zh-Hant"],
  ["zh-TW", ["zh", "zh-Hans"], "zh"],
  ["zh-TW", ["zh-CN", "zh-HK"], "zh-HK"],
  ["zh", ["zh-Hant", "zh-Hans"], "zh-Hans"],
  ["zh-HK", ["zh-Hans"], "zh-Hans"],
  ["zh-Hant-TW", ["zh-TW", "zh"], "zh-TW"],
  ["sr-Latn-RS", ["sr", "sr-Latn"], "sr-Latn"],
  ["zh-TW", ["en", "ja"], undefined],
  ["fil", ["fi"], undefined],
  ["", ["pt"], undefined],
])("reads for who asks for %s of %j in %s", (wanted, offered, found) => {
  expect(nearest(wanted, offered)).toBe(found);
});

it("has a name for each language that can be chosen", () => {
  expect(LANGUAGES.filter((code) => languageName(code, "en") === code)).toEqual([]);
});
