import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import formatTexts from "../format/en.json";
import { decimalsOf } from "./format";
import { catalogueOf, createI18n } from ".";

const NOW = new Date("2026-11-22T12:00:00Z");

/** Without the space that keeps a currency and its number in one line. */
const plain = (words: string) => words.replaceAll("\u00A0", " ");

function english(texts = {}) {
  return createI18n({
    language: "en",
    preferred: ["de-DE", "en-GB"],
    catalogue: catalogueOf({ "./home/en.json": texts, "./format/en.json": formatTexts }),
  });
}

it("chooses the plural form by n and groups the number", () => {
  const { t } = english({ left: { zero: "none left", one: "{n} item left", other: "{n} left" } });

  expect([0, 1, 2, 1240].map((n) => t("home.left", { n }))).toEqual([
    "none left",
    "1 item left",
    "2 left",
    "1,240 left",
  ]);
});

it("takes the plural rules of the language", () => {
  const polish = createI18n({
    language: "pl",
    preferred: [],
    catalogue: catalogueOf({ "./home/pl.json": { left: { one: "a", few: "b", other: "c" } } }),
  });

  expect([1, 3, 5].map((n) => polish.t("home.left", { n }))).toEqual(["a", "b", "c"]);
});

it("shows the key of a text that is missing", () => {
  expect(english().t("home.nothing")).toBe("home.nothing");
});

it("writes what rounds to nothing without a sign", () => {
  const { number } = english();

  expect([number(-0.004, 2), number(-0.006, 2), number(-0), number(-0.4, 0)]).toEqual([
    "0.00",
    "-0.01",
    "0",
    "0",
  ]);
});

it("writes money from minor units of the currency", () => {
  const { money } = english();

  expect(
    [money(14, "EUR"), money(3842, "EUR"), money(120, "JPY"), money(1500, "KWD")].map(plain),
  ).toEqual(["€0.14", "€38.42", "JP¥120", "KWD 1.500"]);
});

it("counts the minor units of a currency as the service does, not as the browser", () => {
  const path = resolve(import.meta.dirname, "../../../../tests/cases/currencies.json");
  const { decimals } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly decimals: Readonly<Record<string, number>>;
  };

  const ours = Object.keys(decimals).map((currency) => [currency, decimalsOf(currency)]);

  expect(Object.fromEntries(ours)).toEqual(decimals);
  expect(plain(english().money(12_345, "HUF"))).toBe("HUF 123.45");
});

it("says in what a price is counted, also of a currency without cents", () => {
  const { minorUnit } = english();

  expect(["EUR", "JPY", "KWD", "CLF", "E", ""].map(minorUnit)).toEqual([
    "cents",
    "JPY",
    "thousandths of KWD",
    "ten-thousandths of CLF",
    "cents",
    "cents",
  ]);
});

it("says few of many in words, never in percent", () => {
  const { share } = english();

  expect([share(4, 8), share(29, 29), share(12, 30)]).toEqual(["4 of 8", "29 of 29", "40 %"]);
});

it("gives an interval with how many checks it comes from", () => {
  const { interval } = english();

  expect(interval(0.79, 0.912, 157)).toBe("likely 0.79 to 0.91, from 157 checks");
});

it("writes lengths of time as people say them", () => {
  const { duration, clock } = english();

  expect([48, 360, 50400, 259200].map(duration)).toEqual(["48 s", "6 min", "14 h", "3 days"]);
  expect(clock(1452)).toBe("24:12");
});

it("tells how long ago a moment was", () => {
  const { relative } = english();

  expect(relative("2026-11-22T11:55:00Z", NOW)).toBe("5 minutes ago");
  expect(relative("2026-11-23T12:00:00Z", NOW)).toBe("tomorrow");
});

it("writes sizes of files", () => {
  const { bytes } = english();

  expect([bytes(12), bytes(41_000_000), bytes(1_900_000_000)]).toEqual([
    "12 bytes",
    "41 MB",
    "1.9 GB",
  ]);
});

it("knows which way a language runs", () => {
  const arabic = createI18n({ language: "ar", preferred: [], catalogue: {} });

  expect([english().direction, arabic.direction]).toEqual(["ltr", "rtl"]);
});
