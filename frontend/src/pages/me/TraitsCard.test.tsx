import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { OpenCollections } from "@/pages/collecting/OpenCollections";
import { renderApp, renderPart } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
import { TraitsCard } from "./TraitsCard";

const OPTIONS = [
  { key: "es", name: "Spain" },
  { key: "pt", name: "Portugal" },
];
const COUNTRY = {
  key: "country",
  name: "Country",
  question: "Where do you live?",
  type: "choice",
  options: OPTIONS,
  position: 1,
  filled_by: "person",
};
const HELD = {
  ...COUNTRY,
  organisation_name: null,
  value: "pt",
  source: "declared",
  updated_at: "2026-03-02T09:00:00Z",
  asked_by: [],
  history: [],
};
const VERIFIED = {
  ...HELD,
  source: "verified",
  organisation_name: "Iberia",
  asked_by: ["Night readers"],
  history: [
    { value: "es", source: "declared", changed_at: "2026-01-05T09:00:00Z" },
    { value: "pt", source: "declared", changed_at: "2026-02-07T09:00:00Z" },
  ],
};
const COUNTED = { ...HELD, key: "tasks", name: "Tasks done", value: 1200, source: "computed" };

function render(held: readonly unknown[]) {
  renderPart(<TraitsCard />, {
    server: { "GET /api/v1/traits": [COUNTRY], "GET /api/v1/me/traits": held },
  });
}

it("says of what others hold of a person who says it, since when, for whom and what was before", async () => {
  render([VERIFIED, COUNTED]);

  const verified = (await screen.findByText(/Country: Portugal \(Iberia\)/)).closest("li");
  if (verified === null) throw new Error("no line");
  expect(verified.textContent).toContain("Since 2 Mar 2026");
  expect(verified.textContent).toContain("Night readers");
  const before = within(verified).getAllByRole("listitem", { hidden: true });
  expect(before.map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^Portugal \(said by you\), until 7 Feb 2026/),
    expect.stringMatching(/^Spain \(said by you\), until 5 Jan 2026/),
  ]);
  const counted = screen.getByText(/Tasks done: 1,200/);
  expect(counted.textContent).toContain("Since 2 Mar 2026");
});

it("shows an own answer to what nobody asks any more, and takes it back", async () => {
  const SHOE = { ...HELD, key: "o1-shoe", name: "Shoe", organisation_name: "Iberia", value: "es" };
  let held: readonly unknown[] = [HELD, SHOE];
  renderPart(<TraitsCard />, {
    server: {
      "GET /api/v1/traits": [COUNTRY],
      "GET /api/v1/me/traits": () => held,
      "DELETE /api/v1/me/traits/o1-shoe": () => {
        held = [HELD];
      },
    },
  });
  expect(await screen.findByText(/^Shoe: Spain \(Iberia\)/)).toBeTruthy();

  await userEvent.click(screen.getByRole("button", { name: "Delete this answer: Shoe" }));

  await waitFor(() => expect(screen.queryByText(/^Shoe: Spain/)).toBeNull());
  expect(screen.getByRole("button", { name: "Delete this answer: Country" })).toBeTruthy();
});

it("says of one's own answer what it was before, and nothing where there was nothing", async () => {
  const was = [{ value: "es", source: "verified", changed_at: "2026-01-05T09:00:00Z" }];
  render([{ ...HELD, history: was }]);

  expect(await screen.findByText(/Spain \(said by an organisation\), until/)).toBeTruthy();
  expect(screen.getByText("Country: what was held before")).toBeTruthy();
});

it("asks anew what an answer opens: the way into a project says what is still missing", async () => {
  const way = (isMet: boolean) => ({
    project: { id: 1, name: "Cards", summary: "" },
    community: null,
    clauses: [
      { door: "take", sentence: "lives in Portugal", is_met: isMet, trait_keys: ["country"] },
    ],
    steps: [{ key: "criteria", state: "current", detail: "", pause_seconds: null }],
    languages: [],
    qualification: null,
  });
  let isSaved = false;
  renderApp("/training/1", {
    server: {
      "GET /api/v1/me": { ...MANAGER, staff_of: [] },
      "GET /api/v1/projects/1/way": () => way(isSaved),
      "GET /api/v1/traits": [COUNTRY],
      "GET /api/v1/me/traits": [],
      "PUT /api/v1/me/traits/country": () => {
        isSaved = true;
        return HELD;
      },
    },
  });
  expect(await screen.findByText("Missing")).toBeTruthy();

  await userEvent.click(screen.getByRole("link", { name: "Go to your profile" }));
  const field = await screen.findByRole("combobox", { name: "Where do you live?" });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await userEvent.click(field);
  await userEvent.click(await screen.findByRole("option", { name: "Portugal", hidden: true }));
  await userEvent.click(screen.getByRole("button", { name: "Save Country" }));
  await userEvent.click(screen.getByRole("button", { name: "Go back to what asked for it" }));

  expect(await screen.findByText("You meet it")).toBeTruthy();
});

it("asks anew which pictures an answer lets one send", async () => {
  const brief = {
    project_id: 7,
    project_name: "Kitchens",
    price: { amount_minor: 20, currency: "EUR" },
    strata: [],
  };
  let isSaved = false;
  renderPart(
    <>
      <OpenCollections />
      <TraitsCard />
    </>,
    {
      server: {
        "GET /api/v1/collections": () => ({ results: isSaved ? [brief] : [] }),
        "GET /api/v1/traits": [COUNTRY],
        "GET /api/v1/me/traits": [],
        "PUT /api/v1/me/traits/country": () => {
          isSaved = true;
          return HELD;
        },
      },
    },
  );

  await userEvent.click(await screen.findByRole("combobox", { name: "Where do you live?" }));
  await userEvent.click(await screen.findByRole("option", { name: "Portugal", hidden: true }));
  await userEvent.click(screen.getByRole("button", { name: "Save Country" }));

  expect(await screen.findByText("Kitchens")).toBeTruthy();
});
