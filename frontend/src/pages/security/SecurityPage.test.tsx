import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { type Replies, json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";

const ALLAUTH = "/_allauth/browser/v1";
const ALL = `${ALLAUTH}/account/authenticators`;
const PASSWORD = "battery";

function refused(param: string, code: string, status = 400) {
  return json({ errors: [{ param, code, message: code }] }, status);
}

/** A service with the second factor of one person, who knows PASSWORD and the code 123456. */
function open(more: Replies = {}, isOnAtFirst = false) {
  const held = { isOn: isOnAtFirst };
  return renderApp("/me/account", {
    server: {
      "GET /api/v1/me": MANAGER,
      [`GET ${ALLAUTH}/config`]: { status: 200 },
      [`GET ${ALL}`]: () => ({
        data: held.isOn ? [{ type: "totp" }, { type: "recovery_codes", unused_code_count: 1 }] : [],
      }),
      [`GET ${ALL}/totp`]: () =>
        json({ meta: { secret: "ABCDEFGH", totp_url: "otpauth://totp/ana" } }, 404),
      [`GET ${ALLAUTH}/account/email`]: {
        data: [{ email: MANAGER.email, verified: true, primary: true }],
      },
      [`POST ${ALLAUTH}/auth/reauthenticate`]: ({ body }: { body: unknown }) =>
        (body as { password: string }).password === PASSWORD
          ? {}
          : refused("password", "incorrect_password"),
      [`POST ${ALL}/totp`]: ({ body }: { body: unknown }) => {
        if ((body as { code: string }).code !== "123456") return refused("code", "incorrect_code");
        held.isOn = true;
        return {};
      },
      [`DELETE ${ALL}/totp`]: () => {
        held.isOn = false;
        return {};
      },
      [`GET ${ALL}/recovery-codes`]: { data: { unused_codes: ["11112222", "33334444"] } },
      ...more,
    },
  });
}

async function fill(label: string, text: string) {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

it("is turned on by a code and the password, and tells the recovery codes once", async () => {
  open();

  await userEvent.click(await screen.findByRole("button", { name: "Turn on" }));
  expect(await screen.findByText("ABCD EFGH")).toBeTruthy();
  await fill("Code of the app", "000000");
  await fill("Your password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Turn on" }));
  expect(await screen.findByText(/This code is wrong/)).toBeTruthy();
  await fill("Code of the app", "123456");
  await userEvent.click(screen.getByRole("button", { name: "Turn on" }));

  const codes = await screen.findByRole("list", { name: "Recovery codes" });
  expect(within(codes).getByText("33334444")).toBeTruthy();
  const file = screen.getByRole("link", { name: "Download" }).getAttribute("href") ?? "";
  expect(decodeURIComponent(file)).toContain("11112222\n33334444\n");
  await userEvent.click(screen.getByRole("button", { name: "I have kept them" }));
  expect(await screen.findByText("1 recovery code is left.")).toBeTruthy();
  expect(screen.queryByText("33334444")).toBeNull();
});

it("is on, and tells recovery codes, where the answer to the code was lost on the way", async () => {
  const held = { isOn: false, areCodesTold: false };
  const away = () => json({ status: 503 }, 503);
  const { sent } = open({
    [`GET ${ALL}`]: () => ({ data: held.isOn ? [{ type: "totp" }] : [] }),
    [`POST ${ALL}/totp`]: () => {
      if (held.isOn) return refused("code", "incorrect_code");
      held.isOn = true;
      return away();
    },
    [`GET ${ALL}/recovery-codes`]: () => {
      if (held.areCodesTold) return { data: { unused_code_count: 2 } };
      held.areCodesTold = true;
      return away();
    },
    [`POST ${ALL}/recovery-codes`]: { data: { unused_codes: ["55556666"] } },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Turn on" }));
  await fill("Code of the app", "123456");
  await fill("Your password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Turn on" }));

  const codes = await screen.findByRole("list", { name: "Recovery codes" });
  expect(within(codes).getByText("55556666")).toBeTruthy();
  expect(sent.filter(({ route }) => route === `POST ${ALL}/totp`)).toHaveLength(1);
});

it("is on where the code that was under way arrives before the same code sent again", async () => {
  const held = { isOn: false };
  open({
    [`GET ${ALL}`]: () => ({ data: held.isOn ? [{ type: "totp" }] : [] }),
    [`POST ${ALL}/totp`]: () => {
      held.isOn = true;
      return refused("code", "incorrect_code");
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Turn on" }));
  await fill("Code of the app", "123456");
  await fill("Your password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Turn on" }));

  const codes = await screen.findByRole("list", { name: "Recovery codes" });
  expect(within(codes).getByText("33334444")).toBeTruthy();
});

it("is turned off by the password alone", async () => {
  const { sent } = open({}, true);

  await userEvent.click(await screen.findByRole("button", { name: "Turn off" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Your password"), "wrong");
  await userEvent.click(dialog.getByRole("button", { name: "Turn off" }));
  expect(await dialog.findByText("This is not your password.")).toBeTruthy();
  expect(sent.some(({ route }) => route === `DELETE ${ALL}/totp`)).toBe(false);
  await userEvent.clear(dialog.getByLabelText("Your password"));
  await userEvent.type(dialog.getByLabelText("Your password"), PASSWORD);
  await userEvent.click(dialog.getByRole("button", { name: "Turn off" }));

  expect(await screen.findByRole("button", { name: "Turn on" })).toBeTruthy();
});

it("asks to confirm the address first", async () => {
  open({
    [`GET ${ALL}/totp`]: () => refused("", "unverified_email", 409),
    [`GET ${ALLAUTH}/account/email`]: {
      data: [{ email: MANAGER.email, verified: false, primary: true }],
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Turn on" }));

  expect(await screen.findAllByText(/Confirm your e-mail address first/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send me the link again" })).toBeTruthy();
});

it("sets another password by the present one, and says what ends", async () => {
  const { sent } = open({
    [`POST ${ALLAUTH}/account/password/change`]: ({ body }: { body: unknown }) =>
      (body as { current_password: string }).current_password === PASSWORD
        ? {}
        : refused("current_password", "enter_current_password"),
  });

  await userEvent.click(await screen.findByRole("button", { name: "Change the password" }));
  await fill("Your password", "wrong");
  await fill("New password", "nine loud bitterns");
  await userEvent.click(screen.getByRole("button", { name: "Change the password" }));
  expect(await screen.findByText("This is not your password.")).toBeTruthy();
  await fill("Your password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Change the password" }));

  expect(await screen.findByText("Changed; all other devices are signed out")).toBeTruthy();
  expect(sent.at(-1)?.body).toEqual({
    current_password: PASSWORD,
    new_password: "nine loud bitterns",
  });
});

it("has a link sent to another address, and says that it waits for an answer", async () => {
  const addresses = [{ email: MANAGER.email, verified: true, primary: true }];
  const { sent } = open({
    [`GET ${ALLAUTH}/account/email`]: () => ({ data: addresses }),
    [`POST ${ALLAUTH}/account/email`]: () => {
      addresses.push({ email: "new@example.org", verified: false, primary: false });
      return { data: addresses };
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Change the address" }));
  await fill("New address", "new@example.org");
  await fill("Your password", PASSWORD);
  await userEvent.click(screen.getByRole("button", { name: "Send the link" }));

  expect(await screen.findByText("new@example.org has not answered yet")).toBeTruthy();
  const doors = sent.filter(({ route }) => route.startsWith("POST")).map(({ route }) => route);
  expect(doors).toEqual([`POST ${ALLAUTH}/auth/reauthenticate`, `POST ${ALLAUTH}/account/email`]);
});

it("closes the account by the password, and says why it cannot", async () => {
  let owns = true;
  const detail = "You are the last owner of Mint. Name another owner there first";
  const { router, sent } = open({
    "GET /api/v1/site": { name: "Guildmark", is_demo: false, demo_accounts: [] },
    "DELETE /api/v1/me/account": () =>
      owns
        ? json({ title: detail, detail, status: 409, code: "last_owner" }, 409)
        : new Response(null, { status: 204 }),
  });

  const file = await screen.findByRole("link", { name: "Download my data" });
  expect(file.getAttribute("href")).toBe("/api/v1/me/copy");
  await userEvent.click(screen.getByRole("button", { name: "Close my account" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Your password"), PASSWORD);
  expect(sent.some(({ route }) => route.startsWith("DELETE"))).toBe(false);
  await userEvent.click(dialog.getByRole("button", { name: "Close my account" }));
  expect(await dialog.findByText(detail)).toBeTruthy();
  owns = false;
  await userEvent.click(dialog.getByRole("button", { name: "Close my account" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/"));
});

const SESSION = `GET ${ALLAUTH}/auth/session`;
const NOBODY = () => json({ data: { flows: [] }, meta: { is_authenticated: false } }, 401);
const SOMEBODY = { meta: { is_authenticated: true } };

async function closeAccount() {
  await userEvent.click(await screen.findByRole("button", { name: "Close my account" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Your password"), PASSWORD);
  await userEvent.click(dialog.getByRole("button", { name: "Close my account" }));
  return dialog;
}

it.each([502, 500])(
  "is closed where the answer was lost, or is that the server failed (%i)",
  async (status) => {
    const held = { isClosed: false };
    const { router } = open({
      "GET /api/v1/site": { name: "Guildmark", is_demo: false, demo_accounts: [] },
      [SESSION]: () => (held.isClosed ? NOBODY() : SOMEBODY),
      [`POST ${ALLAUTH}/auth/reauthenticate`]: () => (held.isClosed ? NOBODY() : {}),
      "DELETE /api/v1/me/account": () => {
        held.isClosed = true;
        return json({ status }, status);
      },
    });

    await closeAccount();

    await waitFor(() => expect(router.state.location.pathname).toBe("/"), { timeout: 4_000 });
  },
);

it("is not called closed where the server failed and the person is signed in still", async () => {
  const { router } = open({
    [SESSION]: SOMEBODY,
    "DELETE /api/v1/me/account": () => json({ status: 500 }, 500),
  });

  const dialog = await closeAccount();

  expect(await dialog.findByRole("alert")).toBeTruthy();
  expect(router.state.location.pathname).toBe("/me/account");
});

it("asks for a sign-in, and calls nothing closed, where the session had ended before", async () => {
  const complaints = vi.spyOn(console, "error");
  const { router, sent } = open({ [`POST ${ALLAUTH}/auth/reauthenticate`]: NOBODY });

  await closeAccount();

  await waitFor(() => expect(router.state.location.pathname).toBe("/account/login"));
  expect(sent.some(({ route }) => route.startsWith("DELETE"))).toBe(false);
  expect(complaints).not.toHaveBeenCalled(); // nothing broke on the way
  complaints.mockRestore();
});

const NEXT = "nine loud bitterns";

/**
 * A service that changes the password and loses its answer, with the new key of the session unless
 * `keepsKey`: a retry is then of nobody.
 */
function losing({ keepsKey = false, changes = true, status = 503, login = SOMEBODY as unknown }) {
  const held = { password: PASSWORD, isIn: true };
  return {
    [SESSION]: () => (held.isIn ? SOMEBODY : NOBODY()),
    [`POST ${ALLAUTH}/auth/reauthenticate`]: ({ body }: { body: unknown }) =>
      (body as { password: string }).password === held.password
        ? {}
        : refused("password", "incorrect_password"),
    [`POST ${ALLAUTH}/auth/login`]: ({ body }: { body: unknown }) => {
      const { email, password } = body as Record<string, string>;
      if (email !== MANAGER.email || password !== held.password)
        return refused("password", "email_password_mismatch");
      held.isIn = true;
      return login;
    },
    [`POST ${ALLAUTH}/account/password/change`]: ({ body }: { body: unknown }) => {
      const { current_password, new_password } = body as Record<string, string>;
      if (!held.isIn) return NOBODY();
      if (current_password !== held.password)
        return refused("current_password", "enter_current_password");
      if (changes) held.password = String(new_password);
      held.isIn = keepsKey;
      return json({ status }, status);
    },
  };
}

async function changePassword() {
  await userEvent.click(await screen.findByRole("button", { name: "Change the password" }));
  await fill("Your password", PASSWORD);
  await fill("New password", NEXT);
  await userEvent.click(screen.getByRole("button", { name: "Change the password" }));
}

it.each([
  ["with the key of the session", { keepsKey: false }],
  ["and its body alone", { keepsKey: true }],
  ["for one that the server failed", { keepsKey: false, status: 500 }],
])("is changed where the answer to another password was lost %s", async (_how, how) => {
  const { router, sent } = open(losing(how));

  await changePassword();

  const said = "Changed; all other devices are signed out";
  expect(await screen.findByText(said, {}, { timeout: 4_000 })).toBeTruthy();
  expect(router.state.location.pathname).toBe("/me/account");
  const entries = sent.filter(({ route }) => route === `POST ${ALLAUTH}/auth/login`);
  expect(entries.map(({ body }) => body)).toEqual(
    how.keepsKey ? [] : [{ email: MANAGER.email, password: NEXT }],
  );
});

it("asks for the code where the password was changed and a second factor is on", async () => {
  const login = () =>
    json({ data: { flows: [{ id: "mfa_authenticate", is_pending: true }] } }, 401);
  const { router } = open(losing({ login: login() }));

  await changePassword();

  expect(await screen.findByLabelText("Code", {}, { timeout: 4_000 })).toBeTruthy();
  expect(router.state.location.search).toEqual({ next: "/me/account", step: "code" });
});

it("says that the password may be the new one where nobody is let in with it", async () => {
  const { router } = open(losing({ changes: false }));

  await changePassword();

  expect(
    await screen.findByText(/your password may be the new one already/, {}, { timeout: 4_000 }),
  ).toBeTruthy();
  expect(router.state.location.pathname).toBe("/me/account");
});
