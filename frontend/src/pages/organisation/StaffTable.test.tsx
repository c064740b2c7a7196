import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Role } from "@/api/session";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";

const member = (user_id: number, display_name: string, role: Role) => ({
  user_id,
  display_name,
  email: `${display_name.toLowerCase()}@example.org`,
  role,
  joined_at: "2026-03-02T09:00:00Z",
});
const TEAM = [member(1, "Rita", "manager"), member(2, "Olga", "owner"), member(3, "Rui", "client")];

function open() {
  return renderApp("/o/4/people", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/organisations/4/people": { count: 3, next: null, previous: null, results: TEAM },
      "DELETE /api/v1/organisations/4/people/1": () => new Response(null, { status: 204 }),
    },
  });
}

it("offers a manager the roles below their own, and nothing of owners", async () => {
  open();

  expect(await screen.findByRole("combobox", { name: "Role of Rui" })).toBeTruthy();
  expect(screen.queryByRole("combobox", { name: "Role of Olga" })).toBeNull();
  expect(screen.queryByRole("combobox", { name: "Role of Rita" })).toBeNull();
  expect(screen.getAllByRole("button", { name: "Remove" })).toHaveLength(1);
});

it("lets anybody leave, and leads them home", async () => {
  const { router } = open();

  await userEvent.click(await screen.findByRole("button", { name: "Leave" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(await within(dialog).findByRole("button", { name: "Leave" }));

  await expect.poll(() => router.state.location.pathname).toBe("/home");
});
