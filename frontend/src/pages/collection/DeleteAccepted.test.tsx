import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";

const BRIEF = {
  body: "Old coins",
  strata: [],
  examples: [],
  consent_text: null,
  is_open: false,
  asks_qualification: false,
  reviews_wanted: 0,
  review_price: { amount_minor: 0, currency: "EUR" },
  price: { amount_minor: 0, currency: "EUR" },
  min_short_side_px: 600,
  min_mean: 30,
  min_sharpness: 20,
};
const asset = (id: number, itemId: number | null) => ({
  id,
  item_id: itemId,
  dataset_id: itemId === null ? null : 2,
  name: `${id}.jpg`,
  state: "accepted",
  stratum_name: "Silver",
  collector: "A-1",
  picture_url: null,
  width_px: 640,
  height_px: 480,
  created_at: "2026-05-01T12:00:00Z",
  signed_at: "2026-05-01T12:00:00Z",
  consent_number: 1,
  licence: "CC0",
  review_count: 0,
  is_disputed: false,
  is_own: false,
  reason_code: null,
  note: "",
});

it("deletes all accepted pictures of a collection together, for one reason", async () => {
  const { sent } = renderApp("/p/1/collection?show=accepted", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/projects/1/collection": BRIEF,
      "GET /api/v1/projects/1/collected": pageOf([asset(1, 11), asset(2, null), asset(3, 13)]),
      "POST /api/v1/datasets/2/items/delete": { item_count: 2 },
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: /Delete 3 pictures/ }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox", { name: /Why/ }), "The contract ends");
  await userEvent.click(dialog.getByRole("button", { name: "Delete for good" }));

  const post = () => sent.find(({ route }) => route === "POST /api/v1/datasets/2/items/delete");
  await expect.poll(() => post()?.body).toEqual({ item_ids: [11, 13], note: "The contract ends" });
});
