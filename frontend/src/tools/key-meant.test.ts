import { expect, it } from "vitest";
import { actionFor, DEFAULT_KEYS } from "./key-table";
import { keyMeant } from "./key-meant";

const press = (key: string, code: string, ctrl = false) =>
  actionFor(
    { key: keyMeant(key, code), code, ctrl, shift: false, alt: false },
    DEFAULT_KEYS,
    false,
  );

it.each([
  ["и", "Cyrillic"],
  ["И", "Cyrillic, with the capitals locked"],
  ["β", "Greek"],
  ["נ", "Hebrew"],
  ["ㅠ", "Hangul"],
  ["ิ", "Thai, a vowel sign that is no letter"],
  ["Process", "an input method that is at work"],
])("has the box at the place of B, where %s is written (%s)", (key) => {
  expect(press(key, "KeyB")).toBe("tool.box");
});

it("undoes at the place of Z, and has signs at theirs", () => {
  expect(press("я", "KeyZ", true)).toBe("edit.undo");
  expect(press("х", "BracketLeft")).toBe("panel.rail");
});

it("has the I of Turkish at its place, with a dot and without", () => {
  expect([keyMeant("ı", "KeyI"), keyMeant("İ", "KeyI")]).toEqual(["i", "i"]);
});

it("goes by what Latin layouts write, wherever that lies", () => {
  expect(press("a", "KeyQ")).toBe(press("a", "KeyA"));
  expect(keyMeant("w", "KeyZ")).toBe("w");
  expect(keyMeant("ü", "BracketLeft")).toBe("ü");
  expect(keyMeant("é", "Digit2")).toBe("é");
  expect(keyMeant("ç", "KeyB")).toBe("ç");
  expect(keyMeant("é", "KeyW")).toBe("é");
  expect(keyMeant("ı", "KeyR")).toBe("ı");
  expect(keyMeant("?", "Slash")).toBe("?");
  expect(keyMeant("Enter", "Enter")).toBe("Enter");
});
