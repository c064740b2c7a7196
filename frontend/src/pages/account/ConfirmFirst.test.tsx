import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";

const EMPTY = { count: 0, next: null, previous: null, results: [] };
const ADDRESS = "/_allauth/browser/v1/account/email";

function open(verified: boolean) {
  return renderApp("/o/4/people", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/organisations/4/people": EMPTY,
      "GET /api/v1/organisations/4/invitations": EMPTY,
      "GET /_allauth/browser/v1/config": { status: 200 },
      [`GET ${ADDRESS}`]: {
        status: 200,
        data: [{ email: MANAGER.email, verified, primary: true }],
      },
      [`PUT ${ADDRESS}`]: { status: 200, data: [] },
    },
  });
}

it("says beside the form that one's own address comes first, and sends the link again", async () => {
  const { sent } = open(false);

  await userEvent.click(await screen.findByRole("button", { name: "Send me the link again" }));

  expect(await screen.findByText(`The link is on its way to ${MANAGER.email}.`)).toBeTruthy();
  expect(sent.find(({ route }) => route === `PUT ${ADDRESS}`)?.body).toEqual({
    email: MANAGER.email,
  });
});

it("says nothing to who has confirmed it", async () => {
  const { sent } = open(true);

  await screen.findByRole("button", { name: "Invite" });
  await expect.poll(() => sent.some(({ route }) => route === `GET ${ADDRESS}`)).toBe(true);

  expect(screen.queryByText(/is not confirmed/)).toBeNull();
});
