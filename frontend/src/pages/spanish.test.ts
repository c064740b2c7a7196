import { expect, it } from "vitest";
import type { Text } from "@/model/i18n";
import { ENGLISH } from "./texts";
import { SPANISH } from "./texts.es";

function formsOf(text: Text): Record<string, string> {
  return typeof text === "string" ? { text } : { ...text };
}

/** `{placeholders}`, `<marks>` and `[optional parts]`, in no order. */
function fillingsOf(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|<\/?\w+>|[[\]]/g)].map(([part]) => part).sort();
}

/** The forms that only one of the two has, or that are filled differently. */
function differences(key: string): string[] {
  const english = formsOf(ENGLISH[key] ?? "");
  const spanish = formsOf(SPANISH[key] ?? "");
  return Object.keys({ ...english, ...spanish })
    .filter((form) => {
      const wanted = fillingsOf(english[form] ?? "");
      const given = fillingsOf(spanish[form] ?? "");
      return spanish[form] === undefined || wanted.join() !== given.join();
    })
    .map((form) => `${key} (${form})`);
}

it("has every text in Spanish, and no other", () => {
  expect(Object.keys(SPANISH).sort()).toEqual(Object.keys(ENGLISH).sort());
});

it("has the same forms, names and marks in each Spanish text", () => {
  expect(Object.keys(ENGLISH).flatMap(differences)).toEqual([]);
});

it("leaves no Spanish text empty", () => {
  const empty = Object.entries(SPANISH).filter(([, text]) =>
    Object.values(formsOf(text)).some((form) => form.trim() === ""),
  );

  expect(empty).toEqual([]);
});
