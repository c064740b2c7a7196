import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, PROJECT } from "@/testing/staff";

it("sends what was changed alone: the rest may be another's by now", async () => {
  const { sent } = renderApp("/p/1/settings", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1": PROJECT,
      "PATCH /api/v1/projects/1": PROJECT,
    },
  });

  await userEvent.type(await screen.findByRole("textbox", { name: /Name/ }), "!");
  await userEvent.click(screen.getByRole("button", { name: /Save/ }));

  const patch = () => sent.find(({ route }) => route === "PATCH /api/v1/projects/1");
  await expect.poll(() => patch()?.body).toEqual({ name: "Coins!" });
});

it("keeps what was written and not saved when the page is left, and says that it is not", async () => {
  sessionStorage.clear();
  const server = { "GET /api/v1/me": MANAGER, "GET /api/v1/projects/1": PROJECT };
  renderApp("/p/1/settings", { server });
  await userEvent.type(await screen.findByRole("textbox", { name: /Name/ }), "!");
  cleanup();

  renderApp("/p/1/settings", { server });

  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: /Name/ });
  expect(name.value).toBe("Coins!");
  expect(screen.getByText("Not saved yet")).toBeTruthy();
  sessionStorage.clear();
});
