import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT, PROJECT_PAGE } from "@/testing/staff";
// The routes ask for them when they are opened: here they are loaded before the clock runs.
import "./ContestsPage";
import "./GoldItemPage";

const PICTURE = {
  id: 5,
  name: "street-7.jpg",
  width_px: 40,
  height_px: 30,
  image_url: "/7.jpg",
  thumbnail_url: "/7s.jpg",
};
const DEFINITION = {
  version: 1,
  labels: [{ key: "car", name: "A car", color: "#112233", kind: "box" }],
  questions: [
    {
      key: "light",
      text: "What is the light?",
      type: "choice",
      required: true,
      options: [
        { key: "day", name: "By day" },
        { key: "night", name: "By night" },
      ],
    },
    { key: "rain", text: "Does it rain?", type: "boolean", required: true },
  ],
};
const answers = (light: string, rain: boolean) => ({
  version: 1,
  is_nothing_here: false,
  shapes: [],
  answers: { light, rain },
});
const DETAIL = {
  gold: {
    id: 3,
    item: PICTURE,
    reference: answers("night", false),
    reference_version: 1,
    explanation: "",
    state: "active",
    state_reason: "",
    is_hidden: true,
    is_older: false,
    check_count: 6,
  },
  history: [],
  found: [
    { kind: "answer", reference_id: "light", found_count: 4, seen_count: 6 },
    { kind: "answer", reference_id: "rain", found_count: 6, seen_count: 6 },
  ],
  is_rescored: true,
};
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1": {
    ...PROJECT,
    schema_version: { id: 1, number: 1, definition: DEFINITION },
  },
};

it("lists the known answers to questions, and who answered each right", async () => {
  renderApp("/p/1/gold/3", { server: { ...SERVER, "GET /api/v1/gold-items/3": DETAIL } });

  const known = within(await screen.findByRole("region", { name: "Answers" }));
  expect(known.getByText("What is the light?").parentElement?.textContent).toBe(
    "What is the light?By night",
  );
  expect(known.getByText("Does it rain?").parentElement?.textContent).toBe("Does it rain?No");
  expect(screen.getByText("6 people have met it.")).toBeTruthy();
  expect(screen.queryByText("Nobody has met it yet.")).toBeNull();
  expect(screen.getByText("4 of 6 answered it right").textContent).toBeTruthy();
  expect(
    screen.getAllByRole("listitem").some((one) => one.textContent?.includes("What is the light?")),
  ).toBe(true);
});

it("calls the labels of shapes by their names", async () => {
  const shape = {
    id: "s1",
    kind: "box",
    label: "car",
    geometry: { x: 1, y: 1, width: 9, height: 9 },
    attributes: {},
  };
  const reference = { ...answers("day", true), shapes: [shape] };
  const found = [{ kind: "shape", reference_id: "s1", found_count: 2, seen_count: 6 }];
  const detail = { ...DETAIL, gold: { ...DETAIL.gold, reference }, found };
  renderApp("/p/1/gold/3", { server: { ...SERVER, "GET /api/v1/gold-items/3": detail } });

  const line = await screen.findByText("2 of 6 found it", { exact: false });

  expect(line.textContent).toBe("A car 2 of 6 found it");
});

it("shows what a contest is about where nothing is drawn", async () => {
  const contest = {
    id: 8,
    project_id: 1,
    project_name: "Streets",
    item: PICTURE,
    reason: "It is plainly day.",
    state: "open",
    answer: "",
    contested_at: "2026-03-02T09:00:00Z",
    answered_at: null,
    gold_item_id: 3,
    gold_state: "active",
    pseudonym: "A-77QX",
    user_id: 9,
    reference: answers("night", false),
    document: answers("day", false),
  };
  renderApp("/p/1/gold/contests", {
    server: { ...SERVER, "GET /api/v1/projects/1/gold-contests": pageOf([contest]) },
  });

  const theirs = within(await screen.findByRole("region", { name: "Their answers" }));
  const known = within(screen.getByRole("region", { name: "The known answers" }));
  expect(theirs.getByText("By day")).toBeTruthy();
  expect(known.getByText("By night")).toBeTruthy();
});

it("confirms a known answer that is older than the schema as it is", async () => {
  const older = { ...DETAIL, gold: { ...DETAIL.gold, is_older: true } };
  const { sent } = renderApp("/p/1/gold/3", {
    server: {
      ...SERVER,
      "GET /api/v1/gold-items/3": older,
      "POST /api/v1/gold-items/3/correct": DETAIL,
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "Confirm the answer" }));

  await waitFor(() =>
    expect(sent.find(({ route }) => route.startsWith("POST"))?.body).toEqual({
      reference: DETAIL.gold.reference,
      reason: "Confirmed under the newer schema.",
    }),
  );
});

it("offers nothing to confirm where the answer knows all there is to say", async () => {
  renderApp("/p/1/gold/3", { server: { ...SERVER, "GET /api/v1/gold-items/3": DETAIL } });

  await screen.findByRole("region", { name: "Answers" });
  expect(screen.queryByRole("button", { name: "Confirm the answer" })).toBeNull();
});
