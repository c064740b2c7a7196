import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { AgreementParts } from "./AgreementReport";

function figure(value: number) {
  return { value, lower: value - 0.1, upper: value + 0.1, item_count: 40, undefined_reason: null };
}

const NONE = { ...figure(0), value: null, lower: null, upper: null };
const TOO_FEW = { ...NONE, undefined_reason: "Fewer than 30 items were answered by two people." };
const AGREEMENT = {
  run_id: 3,
  method: "answers by hierarchical",
  computed_at: "2026-03-02T09:00:00Z",
  submission_count: 120,
  item_count: 40,
  alpha: figure(0.61),
  percent: figure(0.8),
  mean_iou: null,
  f1_50: null,
  f1_75: null,
  shape_alpha: null,
  cohen: figure(0.6),
  fleiss: figure(0.6),
  ac1: figure(0.7),
  labels: [],
  attributes: [],
  questions: [],
  annotators: [
    {
      annotator_id: 4,
      pseudonym: "A-77QX",
      classes: figure(0.75),
      kappa: figure(0.52),
      answers: NONE,
      shapes: figure(0.4),
    },
  ],
  is_calibrated: true,
};
const LABEL = {
  ...figure(0.9),
  key: "coin",
  name: "Coin",
  color: "#AA0000",
  kind: "box",
  measure: "f1_50",
  figures: { alpha: TOO_FEW, mean_iou: figure(0.83), f1_50: figure(0.9), f1_75: figure(0.7) },
};
const QUESTION = {
  ...figure(0.61),
  key: "kind",
  name: "Which kind?",
  color: null,
  kind: "choice",
  measure: "alpha",
  figures: {
    percent: figure(0.8),
    cohen: figure(0.6),
    fleiss: figure(0.6),
    alpha: figure(0.61),
    ac1: figure(0.7),
  },
  options: [
    { key: "a", name: "Heads", ...figure(0.9) },
    { key: "b", name: "Tails", ...figure(0.2) },
    { key: "c", name: "Edge", ...TOO_FEW },
  ],
};

it("has a row for each label with all its figures, and the reason where there is none", async () => {
  renderPart(<AgreementParts agreement={{ ...AGREEMENT, labels: [LABEL] } as never} />);

  const table = await screen.findByRole("table", { name: "By label" });
  const cells = within(table).getAllByRole("cell");
  expect(cells.map((cell) => cell.textContent)).toEqual([
    "– Fewer than 30 items were answered by two people.",
    "0.830.73 to 0.93",
    "0.900.80 to 1.00",
    "0.700.60 to 0.80",
  ]);
  expect(screen.getByText("on what the same objects are called")).toBeTruthy();
});

it("has a row for each question, says which one the coefficients are of, and a person's kappa", async () => {
  renderPart(<AgreementParts agreement={{ ...AGREEMENT, questions: [QUESTION] } as never} />);

  const table = await screen.findByRole("table", { name: "By question" });
  expect(within(table).getByRole("rowheader", { name: "Which kind?" })).toBeTruthy();
  expect(within(table).getAllByRole("cell")[1]?.textContent).toBe("0.610.51 to 0.71");
  expect(screen.getByText("on the question “Which kind?”")).toBeTruthy();
  expect(screen.getByText(/kappa 0\.52/)).toBeTruthy();
});

it("says of a question which answer is not shared", async () => {
  renderPart(<AgreementParts agreement={{ ...AGREEMENT, questions: [QUESTION] } as never} />);

  const table = await screen.findByRole("table", { name: /Each answer to “Which kind\?”/ });
  expect(within(table).getByRole("row", { name: /Tails/ }).textContent).toContain("0.20");
  expect(within(table).getByText(/Fewer than 30 items/)).toBeTruthy();
});

it("compares a person with the rest in what they call things and in what they draw", async () => {
  renderPart(<AgreementParts agreement={AGREEMENT as never} />);

  const drawn = await screen.findByRole("table", { name: "What is drawn (F1 at IoU 0.50)" });
  expect(within(drawn).getByRole("row", { name: /A-77QX/ }).textContent).toContain("0.40");
  const named = screen.getByRole("table", { name: "What objects are called" });
  expect(within(named).getByRole("row", { name: /A-77QX/ }).textContent).toContain("kappa 0.52");
  expect(screen.queryByRole("table", { name: "Answers" })).toBeNull();
});
