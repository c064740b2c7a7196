import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT } from "@/testing/staff";

const OWNER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "owner" as const })),
};
const PLAN = {
  name: "Coins",
  counts: { answers: 12, releases: 1, exports: 0 },
  stays: {
    dataset_name: "Old coins",
    item_count: 40,
    people_count: 3,
    earned: [{ amount_minor: 1250, currency: "EUR" }],
  },
  blockers: [],
  deletion: null,
};

function open(plan: object) {
  return renderApp("/p/1/settings", {
    server: {
      "GET /api/v1/me": OWNER,
      "GET /api/v1/projects/1": PROJECT,
      "GET /api/v1/projects/1/deletion": plan,
      "POST /api/v1/projects/1/deletion": { id: 9 },
      "POST /api/v1/projects/1/close": { ...PROJECT, state: "closed" },
      "GET /api/v1/organisations/4/projects": pageOf([{ ...PROJECT, state: "deleting" }]),
      "GET /api/v1/organisations/4/datasets": pageOf([]),
    },
  });
}

const ask = async () => {
  await userEvent.click(await screen.findByRole("button", { name: "Delete the project" }));
  return screen.findByRole("dialog");
};

const verbOf = (dialog: HTMLElement) =>
  within(dialog).getByRole<HTMLButtonElement>("button", { name: "Delete for good" });

it("says what goes and stays, and deletes for who types the name", async () => {
  const { sent } = open(PLAN);

  const dialog = await ask();
  expect(await within(dialog).findByText("12 answers")).toBeTruthy();
  expect(within(dialog).getByText("1 release")).toBeTruthy();
  expect(within(dialog).queryByText(/export/)).toBeNull();
  expect(within(dialog).getByText("40 images in the dataset Old coins")).toBeTruthy();
  expect(within(dialog).getByText(/What 3 people earned here/).textContent).toContain("12.50");
  const verb = verbOf(dialog);
  const name = within(dialog).getByRole("textbox", { name: /Type the name/ });
  await userEvent.type(name, "coins");
  expect(verb.disabled).toBe(true);
  await userEvent.clear(name);
  await userEvent.type(name, "Coins");
  await userEvent.click(verb);

  const post = () => sent.find(({ route }) => route === "POST /api/v1/projects/1/deletion");
  await expect.poll(() => post()?.body).toEqual({ name: "Coins" });
  expect(await screen.findByText("being deleted")).toBeTruthy();
});

it("says what has to be done first, and asks for no name", async () => {
  const { sent } = open({
    ...PLAN,
    blockers: [
      { code: "active", sentence: "The project is active." },
      { code: "collected", sentence: "Collected pictures: 3." },
      { code: "appeals", sentence: "Appeals: 2." },
      { code: "operations", sentence: "Under way: 1." },
    ],
  });

  const dialog = await ask();

  expect(await within(dialog).findByText("The project is active.")).toBeTruthy();
  expect(within(dialog).queryByRole("textbox")).toBeNull();
  expect(verbOf(dialog).disabled).toBe(true);
  const links = within(dialog).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/p/1/collection?show=accepted",
    "/p/1/appeals",
  ]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Close the project" }));
  const post = ({ route }: { route: string }) => route === "POST /api/v1/projects/1/close";
  await expect.poll(() => sent.some(post)).toBe(true);
});

it("gives the keyboard back to its button when nothing is deleted", async () => {
  open(PLAN);
  const dialog = await ask();
  const button = screen.getByRole("button", { name: "Delete the project", hidden: true });
  await userEvent.click(within(dialog).getByRole("textbox", { name: /Type the name/ }));

  await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));

  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  await expect.poll(() => document.activeElement).toBe(button);
});
