import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";

const ALLAUTH = "/_allauth/browser/v1";
const PASSWORD = "correct horse battery";

async function fill(label: string, text: string) {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

it("asks for the code after the password, and signs in with it", async () => {
  let isSignedIn = false;
  const { router, sent } = renderApp("/me", {
    server: {
      "GET /api/v1/me": () => (isSignedIn ? MANAGER : json({ status: 401 }, 401)),
      [`GET ${ALLAUTH}/config`]: {},
      [`POST ${ALLAUTH}/auth/login`]: () =>
        json({ data: { flows: [{ id: "mfa_authenticate", is_pending: true }] } }, 401),
      [`POST ${ALLAUTH}/auth/2fa/authenticate`]: ({ body }: { body: unknown }) => {
        if ((body as { code: string }).code !== "123456") {
          const error = { param: "code", code: "incorrect_code", message: "incorrect_code" };
          return json({ errors: [error] }, 400);
        }
        isSignedIn = true;
        return { meta: { is_authenticated: true } };
      },
    },
  });

  await fill("E-mail address", MANAGER.email);
  await fill("Password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await fill("Code", "000000");
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText(/This code is wrong/)).toBeTruthy();
  await fill("Code", "123456");
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/me"));
  expect(sent.filter(({ route }) => route.endsWith("2fa/authenticate"))).toHaveLength(2);
});

it("goes in where the code was taken and the answer to it was lost on the way", async () => {
  let isSignedIn = false;
  const { router } = renderApp("/account/login?step=code&next=/me", {
    server: {
      "GET /api/v1/me": () => (isSignedIn ? MANAGER : json({ status: 401 }, 401)),
      [`GET ${ALLAUTH}/config`]: {},
      [`POST ${ALLAUTH}/auth/2fa/authenticate`]: () => {
        if (isSignedIn) return json({ data: { flows: [] } }, 401);
        isSignedIn = true;
        return json({ status: 503 }, 503);
      },
      [`GET ${ALLAUTH}/auth/session`]: () =>
        isSignedIn ? { meta: { is_authenticated: true } } : json({ data: { flows: [] } }, 401),
    },
  });

  await fill("Code", "123456");
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/me"));
});

it("says where the first step is too long ago, and leads back to it", async () => {
  const { router } = renderApp("/account/login?step=code&next=/me", {
    server: {
      "GET /api/v1/me": json({ status: 401 }, 401),
      [`GET ${ALLAUTH}/config`]: {},
      [`POST ${ALLAUTH}/auth/2fa/authenticate`]: json({ data: { flows: [] } }, 401),
      [`GET ${ALLAUTH}/auth/session`]: json({ data: { flows: [] } }, 401),
      [`DELETE ${ALLAUTH}/auth/session`]: json({}, 401),
    },
  });

  await fill("Code", "123456");
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText(/Too much time has passed/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Back" }));

  expect(await screen.findByLabelText("Password")).toBeTruthy();
  expect(router.state.location.search).toEqual({ next: "/me" });
});
