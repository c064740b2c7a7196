import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { OwnLimits, OwnRestrictions } from "./OwnStanding";

const PAUSE = {
  id: 1,
  project_id: 2,
  project_name: "Coins",
  kind: "pause",
  reason: "Edges are far off.",
  evidence: {},
  parameters: {},
  made_by: "manager",
  starts_at: "2026-03-02T09:00:00Z",
  expires_at: null,
  is_active: true,
  lifted_at: null,
  ending: "",
  lift_reason: "",
  appeal_until: null,
  answer_days: 9,
  appeals: [],
};

it("says on the page of a project what limits one there now, and nothing of elsewhere or before", async () => {
  const over = { ...PAUSE, id: 2, is_active: false, ending: "expired", reason: "It is over." };
  const elsewhere = { ...PAUSE, id: 3, project_id: 7, reason: "It is elsewhere." };
  renderPart(<OwnLimits projectId={2} />, {
    server: {
      "GET /api/v1/me/restrictions": { count: 3, next: null, results: [elsewhere, PAUSE, over] },
    },
  });

  expect(await screen.findByText("Edges are far off.")).toBeTruthy();
  expect(screen.getByText("as long as it lasts")).toBeTruthy();
  expect(screen.queryByText("It is over.")).toBeNull();
  expect(screen.queryByText("It is elsewhere.")).toBeNull();
});

it("takes an appeal against what has run out only within the days to appeal", async () => {
  const over = { ...PAUSE, is_active: false, ending: "expired", lifted_at: PAUSE.starts_at };
  const results = [
    { ...over, id: 4, reason: "In time.", appeal_until: "2999-03-09T09:00:00Z" },
    { ...over, id: 5, reason: "Too late.", appeal_until: "2026-03-09T09:00:00Z" },
    { ...over, id: 6, reason: "Lifted.", appeal_until: "2999-03-09T09:00:00Z", ending: "lifted" },
  ];
  renderPart(<OwnRestrictions />, {
    server: { "GET /api/v1/me/restrictions": { count: 3, next: null, results } },
  });

  await screen.findByText("Too late.");
  expect(screen.getAllByRole("button", { name: "Appeal" })).toHaveLength(1);
});
