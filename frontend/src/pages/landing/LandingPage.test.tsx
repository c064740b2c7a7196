import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";

const VISITOR = { title: "Sign in", status: 401, code: "not_authenticated" };
const ACCOUNT = {
  role: "Manager",
  email: "manager@demo.test",
  password: "demo-manager",
  what: "See the queue.",
};
const ME = {
  id: 1,
  email: ACCOUNT.email,
  display_name: "Mara",
  pseudonym: "M-3",
  workspace: {},
  staff_of: [{ organisation: { id: 4, name: "Harbour", slug: "harbour" }, role: "manager" }],
};

it("signs a visitor of the demo in by one press, whoever was before, to where they belong", async () => {
  let isSignedIn = false;
  const { sent, router } = renderApp("/", {
    server: {
      "GET /api/v1/me": () => (isSignedIn ? ME : json(VISITOR, 401)),
      "GET /api/v1/site": { name: "Guildmark", is_demo: true, demo_accounts: [ACCOUNT] },
      "GET /_allauth/browser/v1/config": {},
      "DELETE /_allauth/browser/v1/auth/session": () => json({ status: 401 }, 401),
      "POST /_allauth/browser/v1/auth/login": () => {
        isSignedIn = true;
        return { status: 200, meta: { is_authenticated: true } };
      },
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Enter as Manager" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/o/4"));
  const routes = sent.map(({ route }) => route).filter((route) => route.includes("/auth/"));
  expect(routes).toEqual([
    "DELETE /_allauth/browser/v1/auth/session",
    "POST /_allauth/browser/v1/auth/login",
  ]);
});

it("offers no sign-ins where it is not a demo", async () => {
  renderApp("/", {
    server: {
      "GET /api/v1/me": () => json(VISITOR, 401),
      "GET /api/v1/site": { name: "Guildmark", is_demo: false, demo_accounts: [] },
    },
  });

  expect(await screen.findByRole("link", { name: "Make an account" })).toBeTruthy();
  expect(screen.queryByText("Try it")).toBeNull();
});

it("says that a page is not there, with a way back", async () => {
  renderApp("/nothing-here", { server: { "GET /api/v1/me": () => json(VISITOR, 401) } });

  expect(await screen.findByRole("heading", { name: "There is no page here" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Go to the start" })).toBeTruthy();
});
