import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";

const BRIEF = {
  body: "Coins from above",
  strata: [],
  examples: [],
  consent_text: null,
  is_open: true,
  price: { amount_minor: 5, currency: "EUR" },
  review_price: { amount_minor: 0, currency: "EUR" },
};
const picture = (id: number, state: string, place: [number, number] | null) => ({
  id,
  state,
  name: `${id}.jpg`,
  stratum_name: "Coins",
  collector: "M-7",
  picture_url: null,
  width_px: 640,
  height_px: 480,
  created_at: "2026-05-01T12:00:00Z",
  signed_at: "2026-05-01T11:00:00Z",
  consent_number: 1,
  licence: "CC0",
  reason_code: null,
  review_count: 0,
  item_id: place?.[0] ?? null,
  dataset_id: place?.[1] ?? null,
});
const ACCEPTED = [picture(1, "accepted", [11, 2]), picture(2, "accepted", [12, 8])];

function open(server: object) {
  return renderApp("/p/1/collection?show=accepted", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1": { ...PROJECT, dataset: null },
      "GET /api/v1/projects/1/collection": BRIEF,
      "GET /api/v1/projects/1/collected": pageOf(ACCEPTED),
      ...server,
    },
  });
}

async function deleteAll() {
  await userEvent.click(await screen.findByRole("button", { name: "Delete 2 pictures" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox", { name: /Why/ }), "The end");
  await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

it("deletes accepted pictures in the datasets they lie in, whatever the project's is now", async () => {
  const { sent } = open({
    "POST /api/v1/datasets/2/items/delete": { item_count: 1 },
    "POST /api/v1/datasets/8/items/delete": { item_count: 1 },
  });

  await deleteAll();

  const posted = sent.filter(({ route }) => route.startsWith("POST"));
  expect(posted.map(({ route, body }) => [route, body])).toEqual([
    ["POST /api/v1/datasets/2/items/delete", { item_ids: [11], note: "The end" }],
    ["POST /api/v1/datasets/8/items/delete", { item_ids: [12], note: "The end" }],
  ]);
  expect(screen.queryByText(/not there to be deleted/)).toBeNull();
});

it("says how many were not deleted", async () => {
  open({
    "POST /api/v1/datasets/2/items/delete": { item_count: 1 },
    "POST /api/v1/datasets/8/items/delete": { item_count: 0 },
  });

  await deleteAll();

  await screen.findByText(/1 picture was not there to be deleted/);
});

it("offers no deletion with the count of the list that was shown before", async () => {
  let answer: (page: object) => void = () => undefined;
  open({
    "GET /api/v1/projects/1/collected": ({ query }: Sent) =>
      query.state === "accepted"
        ? new Promise((resolve) => (answer = resolve))
        : pageOf([picture(3, "rejected", null)]),
  });
  await userEvent.click(await screen.findByRole("radio", { name: "Not accepted" }));
  await screen.findByText("M-7");

  await userEvent.click(screen.getByRole("radio", { name: "Accepted" }));

  expect(screen.queryByRole("button", { name: /Delete/ })).toBeNull();
  answer(pageOf(ACCEPTED));
  await screen.findByRole("button", { name: "Delete 2 pictures" });
});
