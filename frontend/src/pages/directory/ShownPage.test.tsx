import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
// The routes ask for them when they are opened: here they are loaded before the clock runs.
import "./OfferPage";
import "./ShownPage";

const NOBODY = json({ title: "Sign in", status: 401, code: "not_authenticated" }, 401);
const PROJECTS = [
  {
    id: 3,
    name: "Dogs in parks",
    summary: "A box around each dog.",
    price: { amount_minor: 12, currency: "EUR" },
    typical_seconds: 40,
    hourly: { low_minor: 800, high_minor: 1200 },
    languages: ["pt", "es"],
  },
  {
    id: 4,
    name: "Leashes",
    summary: "",
    price: { amount_minor: 0, currency: "EUR" },
    typical_seconds: null,
    hourly: null,
    languages: [],
  },
];
const SHOWN = {
  id: 7,
  name: "Iberia",
  description: "People who know dogs.",
  organisation_name: "Kennel",
  joining: "open",
  is_closed: false,
  asked: ["lives in Portugal or Brazil"],
};

it("shows who has no account what a community asks, and leads back after signing up", async () => {
  renderApp("/c/7", {
    server: {
      "GET /api/v1/me": () => NOBODY.clone(),
      "GET /api/v1/community-pages/7": SHOWN,
      "GET /api/v1/community-pages/7/projects": PROJECTS,
    },
  });

  await screen.findByText("lives in Portugal or Brazil");
  const signUp = screen.getByRole("link", { name: "Make an account" });

  expect(signUp.getAttribute("href")).toBe("/account/signup?next=%2Fcommunities%2F7");
});

it("says what a community works on, what that pays and how long it takes, or that it is not known", async () => {
  renderApp("/c/7", {
    server: {
      "GET /api/v1/me": () => NOBODY.clone(),
      "GET /api/v1/community-pages/7": SHOWN,
      "GET /api/v1/community-pages/7/projects": PROJECTS,
    },
  });

  const dogs = (await screen.findByText("Dogs in parks")).closest("li");
  const leashes = screen.getByText("Leashes").closest("li");

  expect(dogs?.textContent).toMatch(/€0\.12 an answer · about 40/);
  expect(dogs?.textContent).toMatch(/Likely €8\.00 to €12\.00 an hour/);
  expect(dogs?.textContent).toMatch(/Portuguese, Spanish/);
  expect(leashes?.textContent).toMatch(/Unpaid · time not known yet/);
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
        is_closed: false,
        is_inside: false,
        no_place_by: null,
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

it("says on its page and on an old invitation that a community is closed, and offers no way in", async () => {
  const { unmount } = renderApp("/c/7", {
    server: {
      "GET /api/v1/me": () => NOBODY.clone(),
      "GET /api/v1/community-pages/7": { ...SHOWN, is_closed: true },
      "GET /api/v1/community-pages/7/projects": PROJECTS,
    },
  });
  await screen.findByText("This community is closed: it takes nobody in any more.");
  expect(screen.queryByRole("link", { name: "Make an account" })).toBeNull();
  unmount();

  renderApp("/join/abc", {
    server: {
      "GET /api/v1/me": () => NOBODY.clone(),
      "GET /api/v1/community-offers/abc": {
        organisation_name: "Kennel",
        community_id: 7,
        community_name: "Iberia",
        description: "",
        is_closed: true,
        is_inside: false,
        no_place_by: null,
        state: "sent",
        expires_at: "2026-03-02T09:00:00Z",
        clauses: [],
      },
    },
  });
  await screen.findByText("This community is closed: it takes nobody in any more.");
  expect(screen.queryByRole("link", { name: "Make an account" })).toBeNull();
});

it.each([
  { is_closed: false, state: "sent" },
  { is_closed: true, state: "sent" },
  { is_closed: false, state: "accepted" },
])(
  "says to who is in that they are, with the way to it and nothing to decline (%o)",
  async (now) => {
    renderApp("/join/abc", {
      server: {
        "GET /api/v1/community-offers/abc": {
          organisation_name: "Kennel",
          community_id: 7,
          community_name: "Iberia",
          description: "",
          is_inside: true,
          no_place_by: null,
          expires_at: "2026-03-02T09:00:00Z",
          clauses: [],
          ...now,
        },
      },
    });

    await screen.findByText("You are in this community already.");

    expect(screen.getByRole("link", { name: "Go to it" }).getAttribute("href")).toBe(
      "/communities/7",
    );
    expect(screen.queryByRole("button", { name: "Decline" })).toBeNull();
    expect(screen.queryByText(/is closed|is over/)).toBeNull();
  },
);
