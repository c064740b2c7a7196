import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";

const VISITOR = { title: "Sign in", status: 401, code: "not_authenticated" };
const LOGIN = "POST /_allauth/browser/v1/auth/login";
const CONFIG = "GET /_allauth/browser/v1/config";

async function fillIn() {
  await userEvent.type(await screen.findByLabelText("E-mail address"), "ana@example.org");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse battery");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

it("sends a visitor of a guarded page to the sign-in and back", async () => {
  let isSignedIn = false;
  const me = {
    id: 1,
    email: "ana@example.org",
    display_name: "Ana",
    pseudonym: "A-1",
    workspace: {},
    staff_of: [],
  };
  const { router } = renderApp("/me", {
    server: {
      "GET /api/v1/me": () => (isSignedIn ? me : json(VISITOR, 401)),
      [CONFIG]: {},
      [LOGIN]: () => {
        isSignedIn = true;
        return { status: 200, meta: { is_authenticated: true } };
      },
    },
  });

  await fillIn();

  await waitFor(() => expect(router.state.location.pathname).toBe("/me"));
  expect(await screen.findByRole("heading", { name: "Profile" })).toBeTruthy();
});

it("says at the field that address and password do not belong together", async () => {
  const errors = [{ code: "email_password_mismatch", message: "no", param: "password" }];
  const { sent } = renderApp("/account/login", {
    server: {
      "GET /api/v1/me": json(VISITOR, 401),
      [CONFIG]: {},
      [LOGIN]: () => json({ errors }, 400),
    },
  });

  await fillIn();

  expect(await screen.findByText(/do not belong together/)).toBeTruthy();
  expect(sent.find(({ route }) => route === LOGIN)?.body).toEqual({
    email: "ana@example.org",
    password: "correct horse battery",
  });
});

it("never leads to another site after the sign-in", async () => {
  const { router } = renderApp("/account/login?next=//evil.example", {
    server: {
      "GET /api/v1/me": {
        id: 1,
        email: "a@b.c",
        display_name: "",
        pseudonym: "A-1",
        workspace: {},
        staff_of: [],
      },
      "GET /api/v1/site": { name: "Guildmark", is_demo: false, demo_accounts: [] },
      [CONFIG]: {},
      [LOGIN]: { status: 200, meta: { is_authenticated: true } },
    },
  });

  await fillIn();

  await waitFor(() => expect(router.state.location.pathname).toBe("/home"));
});
