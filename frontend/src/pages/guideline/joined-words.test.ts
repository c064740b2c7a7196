import { expect, it } from "vitest";
import { joinedWords } from "./joined-words";

it("keeps what each of two translators changed, also what one of them took out", () => {
  const base = { yes: "Si", no: "No", both: "Ambos" };
  const mine = { yes: "Sí", no: "No", both: "", late: "Tarde" };
  const theirs = { yes: "Si", no: "Nada", both: "Ambos", soon: "Pronto" };

  expect(joinedWords(mine, base, theirs)).toEqual({
    words: { yes: "Sí", no: "Nada", both: "", late: "Tarde", soon: "Pronto" },
    clashes: 0,
  });
});

it("says mine where both changed one, and counts it unless they say the same", () => {
  const joined = joinedWords({ no: "Nones", ok: "Vale" }, {}, { no: "Nada", ok: "Vale" });

  expect(joined).toEqual({ words: { no: "Nones", ok: "Vale" }, clashes: 1 });
});
