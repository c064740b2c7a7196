import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { Messages } from "./Messages";

const SENT = "/api/v1/communities/7/announcements";
const COUNT = "/api/v1/communities/7/announcement-counts";
const DOG = {
  id: 5,
  key: "o3-dog",
  name: "Dog",
  question: "Have you a dog?",
  type: "boolean",
  options: [],
  position: 1,
  filled_by: "person",
  is_own: false,
  divides_people: false,
};
const SERVER = {
  [`GET ${SENT}`]: { results: [], count: 0, next: null, previous: null },
  "GET /api/v1/organisations/3/traits": { results: [DOG] },
  "GET /api/v1/organisations/3/communities": { results: [] },
  "GET /api/v1/organisations/3/projects": {
    results: [{ id: 1, name: "Cards", community: { id: 7, name: "Iberia" } }],
  },
};

it("writes to who answered so and came so far, and says to how many before", async () => {
  const { sent } = renderPart(<Messages communityId={7} organisationId={3} />, {
    server: {
      ...SERVER,
      [`POST ${COUNT}`]: { people: { value: 40, is_under_10: false } },
      [`POST ${SENT}`]: { id: 1, recipient_count: 40, is_narrowed_by_answers: true },
    },
  });
  expect(await screen.findByText(/this many members as it is written now: 40\./)).toBeTruthy();

  await userEvent.type(screen.getByLabelText(/Subject/), "News");
  await userEvent.type(screen.getByLabelText(/Message/), "Now.");
  await userEvent.click(await screen.findByRole("button", { name: "Add a clause" }));
  await userEvent.click(
    screen.getByRole("combobox", { name: "By how far they came in a project" }),
  );
  await userEvent.click(await screen.findByRole("option", { name: "Cards", hidden: true }));
  await userEvent.click(screen.getByRole("button", { name: "Send" }));

  expect(await screen.findByText("Sent to 40+ people.")).toBeTruthy();
  const posted = sent.filter(({ route }) => route === `POST ${SENT}`).at(-1);
  expect(posted?.body).toEqual({
    title: "News",
    body: "Now.",
    states: ["active"],
    tags: [],
    criteria: [[{ trait: "o3-dog", operator: "=", value: true }]],
    project_id: 1,
    last_step: "joined",
  });
});

it("asks a steward for no answers, and says where fewer than ten are meant", async () => {
  renderPart(<Messages communityId={7} />, {
    server: { ...SERVER, [`POST ${COUNT}`]: { people: { value: null, is_under_10: true } } },
  });

  await waitFor(() => expect(screen.getByText(/goes to nobody/)).toBeTruthy());
  expect(screen.queryByRole("button", { name: "Add a clause" })).toBeNull();
});

it("counts nobody and sends nothing while no state is chosen, and says that one has to be", async () => {
  const { sent } = renderPart(<Messages communityId={7} />, {
    server: { ...SERVER, [`POST ${COUNT}`]: { people: { value: 40, is_under_10: false } } },
  });
  await screen.findByText(/this many members as it is written now: 40\./);
  await userEvent.type(screen.getByLabelText(/Subject/), "News");
  await userEvent.type(screen.getByLabelText(/Message/), "Now.");

  await userEvent.click(screen.getByLabelText("To members who are", { selector: "input" }));
  await userEvent.keyboard("{Backspace}");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));

  expect(await screen.findByText("Choose at least one.")).toBeTruthy();
  expect(screen.queryByText(/as it is written now/)).toBeNull();
  expect(sent.filter(({ route }) => route === `POST ${SENT}`)).toEqual([]);
});
