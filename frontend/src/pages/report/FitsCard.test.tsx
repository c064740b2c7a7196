import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { FitsCard } from "./FitsCard";

const FIT = {
  id: 7,
  state: "done",
  is_provisional: false,
  error_detail: "",
  method: "boxes fused, labels by hierarchical",
  reasons: ["It foretold hidden labels best.", "It was asked for."],
  inputs_sha256: "0123456789abcdef".repeat(4),
  submission_count: 1200,
  created_at: "2026-03-02T09:00:00Z",
  finished_at: "2026-03-02T09:04:00Z",
};
const FAILED = {
  ...FIT,
  id: 8,
  state: "failed",
  error_detail: "No way to compare these.",
  method: "",
  reasons: [],
  inputs_sha256: "",
};

it("says of each fit of what kind it was, by which method and why, and from what", async () => {
  const results = [FAILED, { ...FIT, id: 9, is_provisional: true, reasons: [] }, FIT];
  renderPart(<FitsCard projectId={1} />, {
    server: {
      "GET /api/v1/projects/1/consensus-runs": { count: 3, next: null, previous: null, results },
    },
  });

  const row = async (name: string) =>
    within(await screen.findByRole("row", { name: new RegExp(name) }))
      .getAllByRole("cell")
      .map((cell) => cell.textContent);

  expect((await row("Fit 7")).slice(1)).toEqual([
    "published, from the beginning",
    "1,200",
    FIT.method,
    FIT.reasons.join(""), // a line each
    "0123456789ab",
  ]);
  expect((await row("Fit 9"))[1]).toBe("provisional, from the last");
  expect((await row("Fit 8")).slice(1)).toEqual([
    "failed: No way to compare these.",
    "1,200",
    "–",
    "–",
    "–",
  ]);
});
