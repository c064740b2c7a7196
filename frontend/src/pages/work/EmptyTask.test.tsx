import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { EmptyClaim } from "@/api/work";
import { renderPart } from "@/testing/renderPage";
import { EmptyTask } from "./EmptyTask";

const EMPTY: EmptyClaim = {
  outcome: "empty",
  reason: "not_eligible",
  detail: "",
  retry_after_seconds: null,
  is_restricted: false,
};

function show(claim: Partial<EmptyClaim>) {
  renderPart(<EmptyTask claim={{ ...EMPTY, ...claim }} projectId={2} onRetry={() => undefined} />);
}

it("leads who is paused to where they can appeal, and says when it goes on", async () => {
  show({
    is_restricted: true,
    detail: "You are paused here for a time.",
    retry_after_seconds: 90_000,
  });

  const link = await screen.findByRole("link", { name: "To My quality" });
  expect(link.getAttribute("href")).toBe("/quality");
  expect(screen.getByText("You are paused here")).toBeTruthy();
  expect(screen.getByText(/There is more from .+\./)).toBeTruthy();
});

it("leads who has not qualified to what is missing", async () => {
  show({ detail: "Pass the quiz first." });

  const link = await screen.findByRole("link", { name: "See what is missing" });
  expect(link.getAttribute("href")).toBe("/training/2");
});

it("does not say that all is done where the work was closed", async () => {
  show({ reason: "closed", detail: "The work you were doing here was closed." });

  expect(await screen.findByText("This work was closed")).toBeTruthy();
  expect(screen.getByRole("link", { name: "See other work" })).toBeTruthy();
});
