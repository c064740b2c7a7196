import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { PROJECT_PAGE } from "@/testing/staff";

const releaseWith = (takenBack: number) => ({
  id: 3,
  project_id: 1,
  version: "1",
  state: "ready",
  taken_back: takenBack,
  figures: null,
  guideline_version: null,
  schema_version: { number: 1 },
  follows: null,
  note: "",
  manifest_sha256: "",
  created_at: "2026-03-01T09:00:00Z",
});

it.each([
  [1, "1 picture was taken back by its owner"],
  [3, "3 pictures were taken back by their owners"],
])("says of %i pictures how many were taken back since", async (takenBack, words) => {
  renderApp("/p/1/releases/3", {
    server: { ...PROJECT_PAGE, "GET /api/v1/releases/3": releaseWith(takenBack) },
  });

  expect(await screen.findByText(words)).toBeTruthy();
});
