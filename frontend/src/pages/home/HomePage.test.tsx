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
