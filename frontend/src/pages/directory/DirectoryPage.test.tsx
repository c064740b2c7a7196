import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf } from "@/testing/staff";

const IBERIA = {
  id: 7,
  name: "Iberia",
  description: "",
  organisation_name: "Kennel",
  joining: "open",
  questions: [],
  member_count: 3,
  is_met: true,
  clauses: [],
  membership: null,
  application: null,
  is_closed: false,
  no_place_by: null,
};

it("searches by words, by the way in and by what the reader meets", async () => {
  const { sent } = renderApp("/communities", {
    server: {
      "GET /api/v1/me": { ...MANAGER, staff_of: [] },
      "GET /api/v1/directory": ({ query }: Sent) =>
        pageOf(query["search"] === "nothing" ? [] : [IBERIA]),
    },
  });
  const user = userEvent.setup();

  await screen.findByText("Iberia");
  await user.click(screen.getByRole("checkbox", { name: "Only those I meet" }));
  await user.click(screen.getByRole("combobox", { name: "Way in" }));
  await user.click(await screen.findByRole("option", { name: "By application", hidden: true }));
  await user.type(screen.getByRole("textbox", { name: "Search" }), "nothing");

  await screen.findByText(/No community like this/);
  const last = sent.filter(({ route }) => route === "GET /api/v1/directory").at(-1);
  expect(last?.query).toMatchObject({ search: "nothing", joining: "apply", is_met: "true" });
  await user.clear(screen.getByRole("textbox", { name: "Search" }));
  await waitFor(() => screen.getByText("Iberia"));
});
