import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

const VERSION = {
  id: 2,
  number: "1.0",
  major: 1,
  state: "published",
  change: "major",
  revision: "a",
  body_markdown: "Draw.",
  body_html: "<p>Draw.</p>",
  label_colors: {},
  label_edges: {},
  published_at: "2026-03-02T09:00:00Z",
  examples: [],
};

it("takes a version back after saying what that does, and then offers the next one", async () => {
  let state = "published";
  const { sent } = renderApp("/p/1/guideline", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/guideline-versions": () => pageOf([{ ...VERSION, state }]),
      "POST /api/v1/guideline-versions/2/retract": () => {
        state = "retracted";
        return { ...VERSION, state };
      },
    },
  });
  const user = userEvent.setup();

  await user.click(await screen.findByRole("button", { name: "Take back" }));
  await screen.findByText(/nobody gets tasks, and answers in hand are not taken/);
  await user.type(screen.getByRole("textbox", { name: /Why; people read it/ }), "Wrong edge.");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Take back" }));

  await screen.findByText("Version 1.0 was taken back. None is in force.");
  screen.getByRole("button", { name: "Start a minor change" });
  const sentRetract = sent.find(({ route }) => route.endsWith("/retract"));
  expect(sentRetract?.body).toEqual({ reason: "Wrong edge." });
});
