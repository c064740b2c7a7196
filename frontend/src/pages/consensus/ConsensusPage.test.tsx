import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";
import type { ResultRow } from "./finding";

const TIED = {
  task_id: 5,
  item: { name: "market.jpg", thumbnail_url: "/thumb.jpg" },
  state: "adjudicating",
  version: 2,
  lowest_confidence: 0.5,
  doubt: "tie",
  submission_count: 4,
  shape_count: 2,
  answers: {},
  method: "hierarchical",
  is_provisional: false,
  computed_at: "2026-03-02T09:04:00Z",
} as unknown as ResultRow;
const CERTAIN = {
  ...TIED,
  task_id: 6,
  item: { name: "pier.jpg", thumbnail_url: "/pier.jpg" },
  state: "resolved",
  doubt: "none",
} as unknown as ResultRow;
const RESULTS = "GET /api/v1/projects/1/consensus";

it("says of each label what is in doubt and how far its task is", async () => {
  renderApp("/p/1/consensus", { server: { ...PROJECT_PAGE, [RESULTS]: pageOf([TIED, CERTAIN]) } });

  const tied = within(await screen.findByRole("row", { name: /market\.jpg/ }));
  expect(tied.getByText("Tied")).toBeTruthy();
  expect(tied.getByText("Disputed")).toBeTruthy();
  const certain = within(screen.getByRole("row", { name: /pier\.jpg/ }));
  expect(certain.getByText("Has its label")).toBeTruthy();
});

it("leads to an item among those that were looked for", async () => {
  const { router } = renderApp("/p/1/consensus?state=disputed&page=2", {
    server: { ...PROJECT_PAGE, [RESULTS]: pageOf([TIED, CERTAIN]) },
  });

  await userEvent.click(await screen.findByRole("link", { name: "market.jpg" }));

  expect(router.state.location.pathname).toBe("/p/1/consensus/5");
  expect(router.state.location.search).toEqual({ state: "disputed", page: 2 });
});

it("looks for labels by what is in doubt, from the first page on, and keeps it in the address", async () => {
  const { router, sent } = renderApp("/p/1/consensus?state=disputed&page=3", {
    server: { ...PROJECT_PAGE, [RESULTS]: pageOf([]) },
  });

  await userEvent.click(await screen.findByRole("combobox", { name: "In doubt" }));
  await userEvent.click(
    await screen.findByRole("option", { name: "What was left out", hidden: true }),
  );

  expect(await screen.findByText("Nothing found")).toBeTruthy();
  expect(router.state.location.search).toEqual({ state: "disputed", doubt: "left_out" });
  expect(sent.map(({ route }) => route)).toContain(RESULTS);
});
