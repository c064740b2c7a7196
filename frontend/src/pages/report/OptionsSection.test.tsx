import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { byQuestion } from "./by-question";
import { OptionsSection } from "./OptionsSection";
import type { Part } from "./types";

const NOTHING = { value: null, lower: null, upper: null, count: 0, undefined_reason: "None." };

function part(
  key: string,
  option: string | null,
  rates = [
    [0.9, 0.1],
    [0.2, 0.8],
  ],
): Part {
  return {
    key,
    kind: "question",
    name: option === null ? "Which kind?" : `What is seen?: ${option}`,
    question: option === null ? null : "What is seen?",
    option,
    classes: [
      { key: "false", name: "No", color: null },
      { key: "true", name: "Yes", color: null },
    ],
    method: "majority",
    reason: "There are too few answers.",
    candidates: [],
    confusion: {
      rates,
      counts: [
        [90, 10],
        [20, 80],
      ],
      undefined_reason: null,
    },
    calibration: {
      is_calibrated: false,
      kind: "none",
      gold_count: 12,
      reason: "Too few.",
      error_before: NOTHING,
      error_after: NOTHING,
      curve: [],
      curve_before: [],
    },
  } as unknown as Part;
}

it("has a line for each choice, and the cards of the one that is pressed", async () => {
  renderPart(<OptionsSection parts={[part("seen/cat", "Cat"), part("seen/dog", "Dog")]} />);

  const table = await screen.findByRole("table", { name: "Each choice" });
  expect(screen.getByRole("heading", { name: "What is seen?" })).toBeTruthy();
  const cells = within(within(table).getByRole("row", { name: /Cat/ })).getAllByRole("cell");
  expect(cells.map((cell) => cell.textContent)).toEqual(["Majority", "12", "0.80", "0.90"]);
  expect(screen.queryByText("There are too few answers.")).toBeNull();

  await userEvent.click(within(table).getByRole("button", { name: "Dog" }));
  expect(screen.getByText("There are too few answers.")).toBeTruthy();
  await userEvent.click(within(table).getByRole("button", { name: "Dog" }));
  expect(screen.queryByText("There are too few answers.")).toBeNull();
});

it("keeps choices of one question together, and every other part by itself", () => {
  const parts = [
    part("labels", null),
    part("kind", null),
    part("seen/cat", "Cat"),
    part("seen/dog", "Dog"),
    part("heard/cat", "Cat"),
  ];

  const groups = byQuestion(parts).map((group) => group.map(({ key }) => key));

  expect(groups).toEqual([["labels"], ["kind"], ["seen/cat", "seen/dog"], ["heard/cat"]]);
});
