import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT_PAGE } from "@/testing/staff";

const LEASE = {
  id: 5,
  person: { id: 9, pseudonym: "A-77" },
  item_name: "tray.jpg",
  step: "draw",
  batch_name: "First",
  leased_at: "2026-03-01T09:00:00Z",
  expires_at: "2099-03-01T09:30:00Z",
  extensions: 0,
};
const STUCK = {
  id: 6,
  item: { id: 60, name: "black.jpg", thumbnail_url: "/t/60" },
  step: "draw",
  batch_name: "First",
  counted: 0,
  since: "2026-03-01T09:00:00Z",
  given_back: [],
};
const REVIEWER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "reviewer" })),
};

async function queueOf(me: unknown) {
  renderApp("/p/1/queue", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": me,
      "GET /api/v1/projects/1/leases": pageOf([LEASE]),
      "GET /api/v1/projects/1/stuck-tasks": pageOf([STUCK]),
    },
  });
  await screen.findByText("A-77");
  await screen.findByText("black.jpg");
}

it("offers a reviewer nothing that would be refused", async () => {
  await queueOf(REVIEWER);

  expect(screen.queryByRole("link", { name: "A-77" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Ask others" })).toBeNull();
  expect(screen.getByRole("button", { name: "Cancel the task" })).toBeDefined();
});

it("leads a manager to the person, and lets them ask others", async () => {
  await queueOf(MANAGER);

  expect(screen.getByRole("link", { name: "A-77" })).toBeDefined();
  expect(screen.getByRole("button", { name: "Ask others" })).toBeDefined();
});
