import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { HowMade } from "@/pages/consensus/Versions";
import { Plan } from "./Plan";

const PARAMETERS = {
  method: "dawid_skene",
  calibration_method: "auto",
  target_confidence: 0.95,
  shape_kept_from: 0.5,
  disputed_below: 0.4,
  gold_iou: 0.6,
};
const SHA256 = "0123456789abcdef".repeat(4);

function rows() {
  return screen
    .getAllByRole("term")
    .map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`);
}

it("names everything a fit was made by", async () => {
  renderPart(<Plan parameters={PARAMETERS} inputsSha256={SHA256} />);

  await screen.findByText("Dawid-Skene, exact");
  expect(rows()).toEqual([
    "Method: Dawid-Skene, exact",
    "Calibration: Chosen by the data",
    "Wanted confidence of an answer: 0.95",
    "A shape is kept from: 0.50",
    "Disputed below: 0.40",
    "Overlap that counts as found: 0.60",
    "Checksum of the answers: 0123456789abcdef",
  ]);
});

it("has no plan for what a person or a file said, but its method", async () => {
  const result = { method: "imported", parameters: {}, inputs_sha256: "" };
  renderPart(<HowMade result={result as never} />);

  expect(await screen.findByText("imported")).toBeTruthy();
  expect(screen.queryAllByRole("term")).toEqual([]);
});
