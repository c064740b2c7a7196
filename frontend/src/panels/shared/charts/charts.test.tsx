import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { ConfusionTable, PartMatrix, ReliabilityPlot, SeriesPlot } from "..";
import { nextMark } from "./ChartFrame";

const BINS = [
  { n: 12, confidence: 0.6, accuracy: 0.5, lower: 0.25, upper: 0.75 },
  { n: 80, confidence: 0.95, accuracy: 0.9, lower: 0.81, upper: 0.95 },
];

function plot() {
  renderPart(<ReliabilityPlot title="Sure against right" bins={BINS} across="Sure" up="Right" />);
}

it("is walked from mark to mark by arrow keys and says each", async () => {
  plot();
  const slider = await screen.findByRole("slider", { name: "Sure against right" });

  slider.focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");

  expect(slider.getAttribute("aria-valuetext")).toContain("0.95 sure, 0.90 right");
});

it("has a table that says what the plot says", async () => {
  plot();

  const table = await screen.findByRole("table", { hidden: true });

  expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(1 + BINS.length);
});

it.each([
  ["ArrowLeft", 0, 0],
  ["End", null, 2],
  ["Home", 2, 0],
  ["ArrowRight", 2, 2],
  ["a", 1, null],
])("%s leads from %s to %s", (key, from, to) => {
  expect(nextMark(key, from, 3)).toBe(to);
});

it("leads nowhere where there is nothing", () => {
  expect(nextMark("End", null, 0)).toBeNull();
});

it("draws a series of one point without a number that is none", async () => {
  const { container } = renderPart(
    <SeriesPlot title="Skill" up="Right" points={[{ at: "2026-11-01T00:00:00Z", value: 0.5 }]} />,
  );

  await screen.findByRole("slider", { name: "Skill" });

  expect(container.innerHTML).not.toContain("NaN");
});

it("says each rate of a confusion in words of a table", async () => {
  renderPart(
    <ConfusionTable
      title="Confusion"
      classes={[
        { key: "a", name: "Cent" },
        { key: "b", name: "Euro" },
      ]}
      rates={[
        [0.9, 0.1],
        [0.25, 0.75],
      ]}
      counts={[
        [9, 1],
        [5, 15],
      ]}
    />,
  );

  const row = await screen.findByRole("row", { name: /^Euro/ });

  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["0.25", "0.75", "20"]);
});

const COIN = [{ key: "coin", name: "Coin", color: null }];
const UNDEFINED = { rates: null, counts: [[8]], undefined_reason: "There is only one class." };

it("says what is not drawn and drawn for nothing, though there be one class", async () => {
  const background = {
    rates: [
      [0.8, 0.2],
      [1, 0],
    ],
    counts: [
      [8, 2],
      [3, 0],
    ],
  };
  renderPart(<PartMatrix title="Coins" classes={COIN} confusion={{ ...UNDEFINED, background }} />);

  const table = await screen.findByRole("table", { name: "Coins" });

  expect(
    within(table)
      .getAllByRole("row")
      .map((row) => row.textContent),
  ).toEqual(["It is, called Coin Not drawnAnswers", " Coin0.800.2010", " Nothing there1.003"]);
});

it("says why there is no matrix where none was kept", async () => {
  renderPart(
    <PartMatrix title="Coins" classes={COIN} confusion={{ ...UNDEFINED, background: null }} />,
  );

  expect(await screen.findByText("There is only one class.")).toBeTruthy();
});
