import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf } from "@/testing/staff";
import type { Collecting, OwnAsset, Reviewing } from "./collecting";

const COLLECTING: Collecting = {
  brief: {
    project_id: 1,
    project_name: "Mugs",
    body: "One mug, whole, from the side.",
    is_open: true,
    asks_qualification: false,
    price: { amount_minor: 20, currency: "EUR" },
    reviews_wanted: 1,
    review_price: { amount_minor: 3, currency: "EUR" },
    min_short_side_px: 600,
    strata: [
      { id: 5, name: "Indoors", wanted: 2, taken_count: 2, accepted_count: 1 },
      { id: 6, name: "Outdoors", wanted: 5, taken_count: 1, accepted_count: 0 },
    ],
    examples: [],
    consent_text: {
      number: 2,
      body: "You took it yourself.",
      licence: "CC BY 4.0",
      created_at: "2026-03-01T09:00:00Z",
    },
  },
  signed_at: null,
  has_pictures: false,
  to_review_count: 2,
  earned: { amount_minor: 40, currency: "EUR" },
};
const REJECTED: OwnAsset = {
  id: 9,
  state: "rejected",
  name: "mug.jpg",
  stratum_name: "Outdoors",
  width_px: 900,
  height_px: 700,
  thumbnail_url: null,
  price: { amount_minor: 20, currency: "EUR" },
  is_paid: false,
  created_at: "2026-03-02T09:00:00Z",
  reviewed_at: "2026-03-02T10:00:00Z",
  reason_code: "off_brief",
  note: "This is a glass.",
  consent_number: 2,
};
const SERVER = {
  "GET /api/v1/me": MANAGER,
  "GET /api/v1/projects/1/collecting": COLLECTING,
  "GET /api/v1/projects/1/my-collected": pageOf([REJECTED]),
};

it("asks for the signature under the text that was read, before any picture", async () => {
  const { sent } = renderApp("/collect/1", {
    server: { ...SERVER, "POST /api/v1/projects/1/collecting/sign": COLLECTING },
  });
  const sign = await screen.findByRole("button", { name: "Sign" });
  expect(screen.queryByLabelText("Take a photo")).toBeNull();
  expect(sign.hasAttribute("disabled")).toBe(true);

  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(sign);

  const signed = sent.find(({ route }) => route === "POST /api/v1/projects/1/collecting/sign");
  expect(signed?.body).toEqual({ number: 2 });
});

it("offers the camera for what is still wanted, and says what became of a picture", async () => {
  renderApp("/collect/1", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/collecting": { ...COLLECTING, signed_at: "2026-03-02T08:00:00Z" },
    },
  });

  const camera = await screen.findByLabelText("Take a photo");

  expect(camera.getAttribute("capture")).toBe("environment");
  expect(screen.getByDisplayValue("Outdoors (4 more wanted)")).toBeTruthy();
  expect(
    await screen.findByText(/It does not show what is wanted\. This is a glass\./),
  ).toBeTruthy();
});

it("shows the next picture of somebody else, and takes the reason it is not wanted for", async () => {
  const reviewing: Reviewing = {
    brief: COLLECTING.brief,
    waiting_count: 1,
    asset: {
      id: 7,
      stratum_name: "Indoors",
      width_px: 900,
      height_px: 700,
      picture_url: "/api/v1/collected/7/picture",
    },
    earned: { amount_minor: 3, currency: "EUR" },
  };
  const { sent } = renderApp("/collect/1/review", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/reviewing": reviewing,
      "POST /api/v1/collected/7/review": { ...reviewing, waiting_count: 0, asset: null },
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "It is not" }));

  await userEvent.click(screen.getByRole("button", { name: "It does not show what is wanted." }));

  const said = sent.find(({ route }) => route === "POST /api/v1/collected/7/review");
  expect(said?.body).toEqual({ is_accepted: false, reason_code: "off_brief", note: "" });
});
