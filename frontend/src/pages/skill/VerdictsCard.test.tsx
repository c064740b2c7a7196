import { expect, it } from "vitest";
import { screen } from "@testing-library/react";
import { renderPart } from "@/testing/renderPage";
import { VerdictsCard } from "./VerdictsCard";

const ACCEPTS_ALL = {
  given_count: 60,
  accepted_count: 60,
  others_count: 200,
  others_accepted_count: 150,
  right_count: 45,
  right_accepted_count: 45,
  wrong_count: 5,
  wrong_accepted_count: 5,
  as_decided_count: 45,
  by_one_word_count: 45,
  discernment: { value: 0, lower: -0.08, upper: 0.43, n: 50, undefined_reason: null },
};

it("shows the base rate beside what looks like a high share", async () => {
  renderPart(<VerdictsCard verdicts={ACCEPTS_ALL} />);

  expect(await screen.findByText("-0.08 to 0.43")).toBeTruthy();
  expect(screen.getByText("5 of 5")).toBeTruthy();
  expect(screen.getByText("45 of 50 by one word for all")).toBeTruthy();
  expect(screen.getByText("others: 150 of 200")).toBeTruthy();
});

it("says that nobody else has decided, instead of a share of nothing", async () => {
  const nobody = {
    ...ACCEPTS_ALL,
    ...{ right_count: 0, right_accepted_count: 0, wrong_count: 0, wrong_accepted_count: 0 },
    ...{ as_decided_count: 0, by_one_word_count: 0 },
    discernment: {
      ...{ value: null, lower: null, upper: null },
      n: 0,
      undefined_reason: "It needs right and wrong labels.",
    },
  };

  renderPart(<VerdictsCard verdicts={nobody} />);

  expect(await screen.findByText("It needs right and wrong labels.")).toBeTruthy();
  expect(screen.getByText("nobody else has decided yet")).toBeTruthy();
  expect(screen.queryByText(/by one word/)).toBeNull();
});
