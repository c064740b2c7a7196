import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";

const NOTHING = { amount_minor: 0, currency: "EUR", task_count: 0 };
const EMPTY = {
  "GET /api/v1/feed": {
    can_do: [],
    nearly: [],
    closed: [],
    closed_count: 0,
    today: NOTHING,
    total: NOTHING,
  },
  "GET /api/v1/collections": { results: [] },
  "GET /api/v1/me/quality": { projects: [] },
};
const NOBODY_YET = { ...MANAGER, staff_of: [] };

it("shows who came to have pictures labelled the way to an organisation", async () => {
  const { router } = renderApp("/home", { server: { ...EMPTY, "GET /api/v1/me": NOBODY_YET } });

  await userEvent.click(await screen.findByRole("link", { name: "I have images to be labelled" }));

  expect(await screen.findByRole("heading", { name: "A new organisation" })).toBeTruthy();
  expect(router.state.location.pathname).toBe("/organisations/new");
});

it("has that way in the menu of the account, for whoever has one already too", async () => {
  const { router } = renderApp("/home", { server: { ...EMPTY, "GET /api/v1/me": MANAGER } });

  await userEvent.click(await screen.findByRole("button", { name: /, account of / }));
  const way = { name: "A new organisation", hidden: true }; // a menu that opens has no size here
  await userEvent.click(await screen.findByRole("link", way));

  expect(await screen.findByRole("heading", { name: "A new organisation" })).toBeTruthy();
  expect(router.state.location.pathname).toBe("/organisations/new");
});

it("shows the person's quality by project, with the way to what it means", async () => {
  const project = { check_count: 20, lower: 0.7, upper: 0.95, mean: 0.85, pass_mark: 0.7 };
  const own = { projects: [{ ...project, project_id: 4, name: "Coins" }] };
  renderApp("/home", {
    server: { ...EMPTY, "GET /api/v1/me": MANAGER, "GET /api/v1/me/quality": own },
  });

  const link = await screen.findByRole("link", { name: "Coins" });

  expect(link.getAttribute("href")).toBe("/quality/4");
});

it("says when it is counted, before there is any", async () => {
  renderApp("/home", { server: { ...EMPTY, "GET /api/v1/me": MANAGER } });

  expect(await screen.findByText(/counted once a day/)).toBeTruthy();
});
