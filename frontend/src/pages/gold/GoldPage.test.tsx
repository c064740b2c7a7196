import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answered } from "@/api/query";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";
import type { GOLD } from "./finding";

type Gold = Answered<typeof GOLD>["results"][number];

const ITEM = { id: 5, name: "coins-7.jpg", thumbnail_url: "/7.jpg" };
const SUSPENDED = {
  id: 3,
  item: ITEM,
  reference: {},
  reference_version: 1,
  explanation: "",
  labels: ["coin"],
  state: "suspended",
  state_reason: "Two people contest it.",
  origin: "drawn",
  is_hidden: true,
  is_older: false,
  check_count: 12,
  right_count: 3,
  right_share: { value: 0.25, lower: 0.1, upper: 0.5, n: 12, undefined_reason: null },
  contest_count: 2,
  open_contest_count: 2,
} as unknown as Gold;
const BANK = {
  states: { proposed: 0, active: 0, suspended: 1, retired: 0 },
  hidden_count: 0,
  visible_count: 0,
  older_count: 0,
  kinds: [{ kind: "label", key: "coin", name: "Coin", item_count: 0, object_count: 0 }],
  uses_per_day: 4,
  person_count: 3,
  exhausted_count: 3,
  soon_count: 0,
  is_low: true,
  reason: "3 people have had all hidden gold.",
};
const SCHEMA = {
  id: 1,
  number: 1,
  definition: { labels: [{ key: "coin", name: "Coin" }], questions: [] },
};
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1": { ...PROJECT, schema_version: SCHEMA },
  "GET /api/v1/projects/1/gold-bank": BANK,
  "GET /api/v1/projects/1/gold-items": pageOf([SUSPENDED]),
};

it("says that gold runs low, and how people did on an item with its doubt", async () => {
  renderApp("/p/1/gold", { server: SERVER });

  expect(await screen.findByText(/3 people have had all hidden gold/)).toBeTruthy();
  const row = within(await screen.findByRole("row", { name: /coins-7\.jpg/ }));
  expect(row.getByText("3 of 12 right, likely 0.10 to 0.50, from 12 checks")).toBeTruthy();
  expect(row.getByText("Suspended")).toBeTruthy();
});

it("finds a label whatever its key is", async () => {
  const definition = { labels: [{ key: "all", name: "The whole of it" }], questions: [] };
  const server = {
    ...SERVER,
    "GET /api/v1/projects/1": { ...PROJECT, schema_version: { ...SCHEMA, definition } },
  };
  const { sent } = renderApp("/p/1/gold", { server });

  const find = within(await screen.findByRole("search"));
  await userEvent.click(find.getByLabelText("Label"));
  await userEvent.click(
    await screen.findByRole("option", { name: "The whole of it", hidden: true }),
  );

  await waitFor(() => expect(sent.at(-1)?.query).toEqual({ page: "1", has_label: "all" }));
});

it("narrows the bank by state, kind, label and name together", async () => {
  const { sent } = renderApp("/p/1/gold?state=suspended", { server: SERVER });
  const find = within(await screen.findByRole("search"));

  await userEvent.click(find.getByLabelText("Kind"));
  await userEvent.click(await screen.findByRole("option", { name: "Hidden", hidden: true }));
  await userEvent.click(find.getByLabelText("Label"));
  await userEvent.click(await screen.findByRole("option", { name: "Coin", hidden: true }));
  await userEvent.type(find.getByLabelText("Search in names"), "coins");

  await waitFor(() =>
    expect(sent.findLast(({ route }) => route.endsWith("/gold-items"))?.query).toEqual({
      page: "1",
      state: "suspended",
      is_hidden: "true",
      has_label: "coin",
      text: "coins",
    }),
  );
});

it("says how much gold is older than the schema, and shows just that", async () => {
  const { sent } = renderApp("/p/1/gold", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/gold-bank": { ...BANK, older_count: 2 },
      "GET /api/v1/projects/1/gold-items": pageOf([{ ...SUSPENDED, is_older: true }]),
    },
  });

  expect(await screen.findByText("2 known answers are older than the schema")).toBeTruthy();
  const row = within(await screen.findByRole("row", { name: /coins-7\.jpg/ }));
  expect(row.getByText("Older than the schema")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show them" }));

  await waitFor(() =>
    expect(sent.findLast(({ route }) => route.endsWith("/gold-items"))?.query).toEqual({
      page: "1",
      is_older: "true",
    }),
  );
});

it("says nothing of older gold where there is none", async () => {
  renderApp("/p/1/gold", { server: SERVER });

  await screen.findByRole("row", { name: /coins-7\.jpg/ });
  expect(screen.queryByRole("button", { name: "Show them" })).toBeNull();
});

it("offers of an item only the moves that are legal, and makes them", async () => {
  const { sent } = renderApp("/p/1/gold", {
    server: { ...SERVER, "POST /api/v1/gold-items/3/activate": SUSPENDED },
  });
  const row = within(await screen.findByRole("row", { name: /coins-7\.jpg/ }));

  expect(row.queryByRole("button", { name: /Suspend/ })).toBeNull();
  await userEvent.click(row.getByRole("button", { name: "Activate coins-7.jpg" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Activate" }));
  const posted = () => sent.filter(({ route }) => route === "POST /api/v1/gold-items/3/activate");
  expect(dialog.getByText("Say why in a sentence.")).toBeTruthy();
  expect(posted()).toEqual([]);

  await userEvent.type(dialog.getByRole("textbox", { name: /Why/ }), "I counted again.");
  await userEvent.click(dialog.getByRole("button", { name: "Activate" }));

  await waitFor(() => expect(posted()[0]?.body).toEqual({ reason: "I counted again." }));
});
