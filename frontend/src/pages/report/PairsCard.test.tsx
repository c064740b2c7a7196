import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { type Pair, type Pairs, PairsCard } from "./PairsCard";

const pair = (first: number, second: number, value: number | null, item_count: number): Pair => ({
  first,
  second,
  value,
  lower: value === null ? null : value - 0.1,
  upper: value === null ? null : value + 0.1,
  item_count,
});

const PAIRS: Pairs = {
  people: ["Heron", "Otter", "Wren"].map((pseudonym, annotator_id) => ({
    annotator_id,
    pseudonym,
  })),
  people_count: 40,
  respects: [
    { respect: "classes", pairs: [pair(0, 1, 0.9, 60), pair(0, 2, 0.5, 40), pair(1, 2, null, 12)] },
    { respect: "answers", pairs: [] },
    { respect: "shapes", pairs: [pair(0, 1, 0.7, 60)] },
  ],
};

const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

it("holds each two against one another, the least alike first, and says where it is too few", async () => {
  renderPart(<PairsCard pairs={PAIRS} />);

  const matrix = await screen.findByRole("table", { name: "What objects are called" });
  expect(cellsOf(within(matrix).getByRole("row", { name: /^1 Heron/ }))).toEqual([
    "",
    "0.90",
    "0.50",
  ]);
  expect(cellsOf(within(matrix).getByRole("row", { name: /^3 Wren/ }))).toEqual([
    "0.50",
    "· too few",
    "",
  ]);
  expect(screen.getByText(/the 3 of 40 people/)).toBeTruthy();
  const [, ...rows] = within(screen.getByRole("table", { name: "Pairs" })).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Heron and Wren0\.50.*40$/),
    expect.stringMatching(/^Heron and Otter0\.90.*60$/),
    expect.stringMatching(/^Otter and Wrentoo few–12$/),
  ]);
});

it("shows another respect when it is chosen, and offers none in which nobody is compared", async () => {
  renderPart(<PairsCard pairs={PAIRS} />);

  await userEvent.click(await screen.findByRole("combobox", { name: "In what" }));
  expect(screen.queryByRole("option", { name: "Answers", hidden: true })).toBeNull();
  await userEvent.click(await screen.findByRole("option", { name: /What is drawn/, hidden: true }));

  const matrix = await screen.findByRole("table", { name: /What is drawn/ });
  expect(cellsOf(within(matrix).getByRole("row", { name: /^2 Otter/ }))).toEqual(["0.70", "", ""]);
});
