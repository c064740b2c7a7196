import { expect, it } from "vitest";
import { createI18n } from "@/model/i18n";
import { ENGLISH } from "@/pages/texts";
import { evidenceSentence, firingSentence } from "./evidence";

const i18n = createI18n({ language: "en", preferred: ["en-GB"], catalogue: ENGLISH });

it("says what a rule saw from its code and its numbers", () => {
  const of = { code: "gold_upper_bound", value: 0.351, threshold: 0.7, observations: 5, total: 0 };

  expect(evidenceSentence(of, i18n)).toBe(
    "0 of the last 5 checks were right: 0.35 at best, and 0.70 is asked for.",
  );
  expect(evidenceSentence({ ...of, total: 1 }, i18n)).toMatch(/^1 of the last 5 checks was right/);
  expect(evidenceSentence({ ...of, asked_anew_days: 30 }, i18n)).toMatch(
    /^Your answers of the last 30 days are asked anew\. 0 of/,
  );
});

it("says the same to staff, with how alike two people's answers would usually be", () => {
  const of = {
    statistic: "pair_similarity",
    value: 0.00001,
    threshold: 0.001,
    n: 1,
    total: 0,
    pair: { alike: 40, shared: 40, expected: 0.05 },
  };

  expect(firingSentence(of, i18n)).toBe(
    "Answers to 40 of 40 pictures are the same as another person's, where 2 would be usual.",
  );
});

it("leaves a manager's own figures and sentence alone", () => {
  expect(evidenceSentence({ overlaps: 3 }, i18n)).toBeNull();
});
