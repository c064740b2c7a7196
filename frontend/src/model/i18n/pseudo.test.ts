import { expect, it } from "vitest";
import { createI18n } from ".";
import { accented, longer, mirrored } from "./pseudo";

const TEXTS = { "home.open": { one: "<b>Open</b> {n} task[: {reason}]", other: "{n} tasks" } };

it("accents every letter and keeps names, marks and optional parts", () => {
  expect(accented(TEXTS)).toEqual({
    "home.open": { one: "<b>Öþéñ</b> {n} ţåšķ[: {reason}]", other: "{n} ţåšķš" },
  });
});

it("makes a text two fifths longer, a single word in itself", () => {
  expect(longer({ a: "Save", b: "Save the draft now", c: "{x} %" })).toEqual({
    a: "Saveļö",
    b: "Save the draft now ļöŕéɱ îþ",
    c: "{x} %",
  });
});

it("is a language from right to left, whose words run the other way", () => {
  const i18n = createI18n({ language: "ar-XB", preferred: [], catalogue: mirrored(TEXTS) });

  expect(i18n.direction).toBe("rtl");
  expect(i18n.t("home.open")).toBe("{n} \u202eţåšķš\u202c");
});
