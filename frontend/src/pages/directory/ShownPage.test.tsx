import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
// The routes ask for them when they are opened: here they are loaded before the clock runs.
import "./OfferPage";
import "./ShownPage";

const NOBODY = json({ title: "Sign in", status: 401, code: "not_authenticated" }, 401);
const SHOWN = {
  id: 7,
  name: "Iberia",
  description: "People who know dogs.",
  organisation_name: "Kennel",
  joining: "open",
  asked: ["lives in Portugal or Brazil"],
};

it("shows who has no account what a community asks, and leads back after signing up", async () => {
  renderApp("/c/7", {
    server: { "GET /api/v1/me": () => NOBODY.clone(), "GET /api/v1/community-pages/7": SHOWN },
  });

  await screen.findByText("lives in Portugal or Brazil");
  const signUp = screen.getByRole("link", { name: "Make an account" });

  expect(signUp.getAttribute("href")).toBe("/account/signup?next=%2Fcommunities%2F7");
});

it("says on an invitation what is asked before anybody signs in", async () => {
  renderApp("/join/abc", {
    server: {
      "GET /api/v1/me": () => NOBODY.clone(),
      "GET /api/v1/community-offers/abc": {
        organisation_name: "Kennel",
        community_id: 7,
        community_name: "Iberia",
        description: "",
        state: "sent",
        expires_at: "2026-03-02T09:00:00Z",
        clauses: [
          { door: "take", sentence: "has a pet: Dog", is_met: false, trait_keys: ["pets"] },
        ],
      },
    },
  });

  await screen.findByText("has a pet: Dog");

  expect(screen.queryByText("Not met")).toBeNull();
});
