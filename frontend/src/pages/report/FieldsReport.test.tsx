import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { FieldsReport } from "./FieldsReport";
import type { Calibration, NumberReport } from "./types";

const ERROR = { value: 0.06, lower: null, upper: null, n: 40, undefined_reason: null };
const BIN = { n: 40, confidence: 0.83, accuracy: 0.8, lower: 0.6, upper: 0.9 };
const HELD: Calibration = {
  is_calibrated: true,
  kind: "temperature",
  gold_count: 40,
  reason: null,
  error_before: ERROR,
  error_after: ERROR,
  curve_before: [BIN],
  curve: [BIN],
};
const MANY: NumberReport = {
  key: "many",
  name: "How many?",
  tolerance: 2.5,
  is_relative: false,
  is_said: false,
  error: 1.25,
  careful: 0.9,
  n: 40,
  is_from_gold: true,
  calibration: HELD,
};

function figures() {
  return screen
    .getAllByRole("definition")
    .map((one) => one.textContent)
    .join(" | ");
}

it("says of numbers how near is near enough and where that is from, and draws the curve", async () => {
  renderPart(<FieldsReport numbers={[MANY]} attributes={null} />);

  const near = await screen.findByRole("heading", { name: "How many?" });

  expect(near).toBeTruthy();
  expect(figures()).toContain("2.5");
  expect(figures()).toContain("90 %");
  expect(screen.getByText("learnt from 40 known numbers")).toBeTruthy();
  expect(screen.getByText(/from 40 gold answers/)).toBeTruthy();
  expect(screen.queryByText("Attributes of shapes")).toBeNull();
});

it("says a share of the number as the schema does, and plainly that nothing is learnt", async () => {
  const said = { ...MANY, key: "a", tolerance: 0.05, is_relative: true, is_said: true };
  const fine = { ...MANY, key: "c", name: "Width?", tolerance: 0.005, error: 0.0025 };
  const none = { ...MANY, key: "b", name: "Age?", tolerance: null, error: null, careful: null };

  renderPart(<FieldsReport numbers={[said, fine, none]} attributes={null} />);

  expect(await screen.findByText("as the schema says")).toBeTruthy();
  expect(figures()).toContain("5 %");
  expect(figures()).toContain("0.0050");
  expect(figures()).toContain("0.0025");
  expect(screen.getByText(/Too few answers to learn from yet/)).toBeTruthy();
});

it("has the attributes of shapes, all together, where the schema has any", async () => {
  renderPart(<FieldsReport numbers={[]} attributes={HELD} />);

  const section = await screen.findByRole("heading", { name: "Attributes of shapes" });

  expect(within(section.closest("section") as HTMLElement).getByRole("slider")).toBeTruthy();
});
