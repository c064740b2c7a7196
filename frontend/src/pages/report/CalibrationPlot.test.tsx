import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { CalibrationPlot } from "./CalibrationPlot";
import type { Calibration } from "./types";

const WORDS = { title: "Sure against right", across: "Sure", up: "Right" };
const BIN = { n: 14, confidence: 0.9, accuracy: 0.86, lower: 0.6, upper: 0.96 };
const NO_FIGURE = { value: null, lower: null, upper: null, n: 0, undefined_reason: "No gold." };
const CALIBRATED: Calibration = {
  is_calibrated: true,
  kind: "temperature",
  gold_count: 14,
  reason: "One temperature, for 14 gold items.",
  error_before: { ...NO_FIGURE, value: 0.11, undefined_reason: null },
  error_after: { ...NO_FIGURE, value: 0.04, undefined_reason: null },
  curve_before: [{ ...BIN, confidence: 0.99 }],
  curve: [BIN],
};

it("draws the curve and says on how much gold it stands", async () => {
  renderPart(<CalibrationPlot calibration={CALIBRATED} {...WORDS} />);

  const plot = await screen.findByRole("slider", { name: "Sure against right" });

  expect(plot.querySelectorAll("circle")).toHaveLength(2);
  expect(screen.getByText(/One temperature, from 14 gold answers\./)).toBeTruthy();
  expect(screen.getByText(/0\.11 before, 0\.04 after/)).toBeTruthy();
});

it.each([
  [32, 0.13, true],
  [32, 0.1, false],
  [400, 0.13, false],
])("says where %s gold answers cannot tell %s after from before", async (n, after, isSaid) => {
  const error = { ...CALIBRATED.error_after, value: after };

  renderPart(
    <CalibrationPlot
      calibration={{ ...CALIBRATED, gold_count: n, error_after: error }}
      {...WORDS}
    />,
  );

  expect(await screen.findByText(/0\.11 before/)).toBeTruthy();
  expect(screen.queryByText(/cannot tell these two apart/) !== null).toBe(isSaid);
});

it("says plainly that nothing is calibrated, and draws no curve", async () => {
  const unknown: Calibration = {
    ...CALIBRATED,
    is_calibrated: false,
    kind: "none",
    gold_count: 0,
    reason: "There are no gold items.",
    error_before: NO_FIGURE,
    error_after: NO_FIGURE,
    curve_before: [],
    curve: [],
  };

  renderPart(<CalibrationPlot calibration={unknown} {...WORDS} />);

  expect(await screen.findByText("Not calibrated")).toBeTruthy();
  expect(screen.getByText("There are no gold items.")).toBeTruthy();
  expect(screen.queryByRole("slider")).toBeNull();
});
