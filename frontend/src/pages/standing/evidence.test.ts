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

it("tells what was seen from what is asked for, with more digits where it takes them", () => {
  const of = { code: "skip_share", value: 0.0124, threshold: 0.008, observations: 90, total: 3 };
  const said = (value: number) => evidenceSentence({ ...of, value }, i18n);

  expect(said(0.0124)).toMatch(/: 0\.012 at the least, where 0\.008 is noticed\.$/);
  expect(said(0.00804)).toMatch(/: 0\.0080 at the least, where 0\.0080 is noticed\.$/);
  expect(said(0.008)).toMatch(/: 0\.01 at the least, where 0\.01 is noticed\.$/);
});

it("says how much of each check was right where some were right in part", () => {
  const of = { value: 0.6391, threshold: 0.7, total: 7.2, mean: 0.48 };
  const words =
    "On average a share of 0.48 of each of the last 15 checks was right: 0.64 at best, and 0.70 is asked for.";

  expect(evidenceSentence({ ...of, code: "gold_upper_bound", observations: 15 }, i18n)).toBe(words);
  expect(firingSentence({ ...of, statistic: "gold_upper_bound", n: 15, pair: null }, i18n)).toBe(
    words,
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
    verdicts: null,
  };

  expect(firingSentence(of, i18n)).toBe(
    "Answers to 40 of 40 pictures are the same as another person's, where 2 would be usual.",
  );
});

it("says of verdicts how many right labels and how many wrong ones were accepted", () => {
  const counts = { right: 24, right_accepted: 23, wrong: 6, wrong_accepted: 5 };
  const of = { value: 0.13, threshold: 0.2, n: 30, total: 28 };
  const words =
    "Of 24 labels that others found right 23 were accepted, and of 6 that they found wrong 5: a difference of 0.13 at best, and 0.20 is asked for.";

  expect(
    firingSentence({ ...of, statistic: "verdict_skill", pair: null, verdicts: counts }, i18n),
  ).toBe(words);
  expect(
    evidenceSentence({ ...of, ...counts, code: "verdict_skill", observations: 30 }, i18n),
  ).toBe(words);
});

it("leaves a manager's own figures and sentence alone", () => {
  expect(evidenceSentence({ overlaps: 3 }, i18n)).toBeNull();
});
