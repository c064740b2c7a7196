import { expect, it } from "vitest";
import { screen, within } from "@testing-library/react";
import { renderPart } from "@/testing/renderPage";
import { NumbersCard, SeveralCard } from "./AnswerCards";

const figure = (value: number) => ({ value, lower: null, upper: null, undefined_reason: null });
const UNDEFINED = { ...figure(0), value: null, undefined_reason: "No image is so." };
const NUMBERS = {
  key: "many",
  name: "How many?",
  images: 40,
  missing: 1,
  tolerance: { value: 0.1, is_relative: true },
  within: figure(0.75),
  mean_absolute_error: figure(1.5),
  root_mean_square_error: figure(2.25),
  mean_error: figure(-0.5),
};

it("says how often a number is near enough, how near that is, and how far off it is", async () => {
  renderPart(<NumbersCard question={NUMBERS} />);

  expect(await screen.findByText("0.75")).toBeTruthy();
  expect(screen.getByText("-0.50")).toBeTruthy();
  expect(screen.getByText(/Right is what is no more than 10 % off/)).toBeTruthy();
  expect(screen.getByText(/1 picture has no prediction: it is not within/)).toBeTruthy();
});

it("says that without a tolerance only the very number is right", async () => {
  renderPart(<NumbersCard question={{ ...NUMBERS, missing: 0, tolerance: null }} />);

  expect(await screen.findByText(/Right is the very number/)).toBeTruthy();
  expect(screen.queryByText(/no prediction/)).toBeNull();
});

it("counts several options one by one, and the whole set", async () => {
  const rain = {
    ...{ key: "rain", name: "It rains" },
    ...{ true_positives: 7, false_positives: 2, false_negatives: 3, true_negatives: 28 },
    precision: figure(0.78),
    recall: figure(0.7),
    f1: UNDEFINED,
  };
  const question = {
    ...{ key: "weather", name: "Weather?", images: 40, missing: 2, options: [rain] },
    exact: figure(0.61),
    micro_f1: figure(0.66),
    macro_f1: figure(0.67),
  };

  renderPart(<SeveralCard question={question} />);

  expect(await screen.findByText("All options right")).toBeTruthy();
  expect(screen.getByText("0.61")).toBeTruthy();
  const row = within(screen.getByRole("row", { name: /It rains/ }));
  expect(row.getByText("0.78")).toBeTruthy();
  expect(row.getByText("–")).toBeTruthy();
  expect(screen.getByText(/2 pictures have no prediction: nothing counts/)).toBeTruthy();
});
