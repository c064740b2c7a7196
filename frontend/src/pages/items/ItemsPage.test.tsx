import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Answered } from "@/api/query";
import { json } from "@/testing/fakeServer";
import { standInForCanvas } from "@/testing/canvas";
import { renderApp } from "@/testing/renderPage";
import { PROJECT, PROJECT_PAGE } from "@/testing/staff";
import type { ITEMS } from "./finding";

type Item = Answered<typeof ITEMS>["results"][number];
type Pilot = Answered<"/api/v1/projects/{project_id}/pilot">;
type Profile = Answered<"/api/v1/datasets/{dataset_id}/profile">;

const ITEM = {
  id: 5,
  name: "coins-7.jpg",
  width_px: 640,
  height_px: 480,
  byte_count: 1000,
  original_format: "JPEG",
  metadata: { place: "Lisbon" },
  sharpness: 12.3,
  twins_id: null,
  taken_at: "",
  excluded_at: null,
  exclusion_reason: "",
  image_url: "/7.jpg",
  thumbnail_url: "/7-small.jpg",
} as unknown as Item;

const page = (results: readonly Item[], next = "") => ({
  count: results.length,
  is_count_exact: true,
  next_cursor: next,
  results,
});

const PROFILE: Profile = {
  computed_at: "2026-05-01T12:00:00Z",
  is_stale: false,
  item_count: 40,
  measured_count: 40,
  excluded_count: 0,
  excluded_for: [],
  duplicate_groups: 1,
  distributions: [
    {
      measure: "sharpness",
      edges: [1, 10, 100],
      counts: [3, 37],
      quantiles: [5, 20, 40, 60, 90],
    },
  ],
  suspicions: [
    { kind: "blurred", measure: "sharpness", at_least: null, below: 8, count: 3 },
    { kind: "dark", measure: "mean", at_least: null, below: 40, count: 0 },
  ],
  sizes: [{ value: "640 x 480", count: 40 }],
  formats: [{ value: "JPEG", count: 40 }],
  depths: [{ value: "8", count: 40 }],
  colours: [{ value: "colour", count: 40 }],
  outliers: [{ measure: "sharpness", low: 4, high: 90, low_count: 2, high_count: 0 }],
  metadata_keys: [
    { key: "place", item_count: 12, value_count: 1, values: [{ value: "Lisbon", count: 12 }] },
  ],
  keeps_capture_time: false,
};

const UNKNOWN = { value: null, lower: null, upper: null, n: 0, undefined_reason: "Too few." };
const known = (value: number) => ({
  value,
  lower: value - 1,
  upper: value + 1,
  n: 12,
  undefined_reason: null,
});
const PILOT: Pilot = {
  picture_count: 4,
  answer_count: 12,
  pictures_left: 28,
  answers_left: 84,
  overlap: 3,
  price: { amount_minor: 5, currency: "EUR" },
  seconds: UNKNOWN,
  shapes: UNKNOWN,
  hours: UNKNOWN,
  cost: { ...known(420), lower: null, upper: null },
  balance: [],
  label_count: 0,
};

const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1/items": page([ITEM], "on"),
  "GET /api/v1/datasets/2/imports": { count: 0, results: [] },
  "GET /api/v1/datasets/2/profile": PROFILE,
  "GET /api/v1/projects/1/pilot": PILOT,
  "POST /api/v1/datasets/2/items/exclude": { item_count: 3 },
};

it("asks the project where what became of items is asked for", async () => {
  const { sent } = renderApp("/p/1/items?state=disputed&sure_below=0.7", {
    server: { ...SERVER, "GET /api/v1/projects/1/items": page([ITEM]) },
  });

  await screen.findByRole("button", { name: "Look at coins-7.jpg" });

  const routes = sent.map(({ route }) => route);
  const asked = sent.find(({ route }) => route === "GET /api/v1/projects/1/items");
  expect(asked?.query).toMatchObject({ state: "disputed", sure_below: "0.7" });
  expect(routes).not.toContain("GET /api/v1/datasets/2/items");
});

it("goes on where the page before ended", async () => {
  const { sent } = renderApp("/p/1/items?suspicion=blurred", { server: SERVER });

  await userEvent.click(await screen.findByRole("button", { name: "Next" }));

  await waitFor(() => {
    const asked = sent.filter(({ route }) => route === "GET /api/v1/projects/1/items");
    expect(asked.at(-1)?.query).toMatchObject({ suspicion: "blurred", cursor: "on" });
  });
});

it("leaves chosen images out with a reason", async () => {
  const { sent } = renderApp("/p/1/items", { server: SERVER });

  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose coins-7.jpg" }));
  const actions = within(screen.getByRole("group", { name: "1 image chosen" }));
  await userEvent.click(actions.getByRole("button", { name: "Leave out" }));

  await waitFor(() => {
    const posted = sent.find(({ route }) => route.endsWith("/exclude"));
    expect(posted?.body).toEqual({ item_ids: [5], reason: "other" });
  });
});

it("asks the project again once items of its work were left out", async () => {
  const { sent } = renderApp("/p/1/items?state=disputed", {
    server: { ...SERVER, "GET /api/v1/projects/1/items": page([ITEM]) },
  });

  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose coins-7.jpg" }));
  const actions = within(screen.getByRole("group", { name: "1 image chosen" }));
  await userEvent.click(actions.getByRole("button", { name: "Leave out" }));

  await waitFor(() => {
    const asked = sent.filter(({ route }) => route === "GET /api/v1/projects/1/items");
    expect(asked).toHaveLength(2);
  });
});

it("finds the items of a label whose key is `all`", async () => {
  const label = { key: "all", name: "Whole", color: "#30C7D2", kind: "box" };
  const definition = { version: 1, labels: [label], questions: [] };
  const { sent } = renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1": { ...PROJECT, schema_version: { definition } },
      "GET /api/v1/projects/1/items": page([ITEM]),
    },
  });

  await userEvent.click(await screen.findByRole("combobox", { name: "Label in the result" }));
  await userEvent.click(await screen.findByRole("option", { name: "Whole", hidden: true }));

  await waitFor(() => {
    const asked = sent.filter(({ route }) => route === "GET /api/v1/projects/1/items");
    expect(asked.at(-1)?.query).toMatchObject({ label: "all" });
  });
});

it("shows what was measured on a picture, what its bringer said, and it closely", async () => {
  standInForCanvas();
  renderApp("/p/1/items", { server: SERVER });

  await userEvent.click(await screen.findByRole("button", { name: "Look at coins-7.jpg" }));

  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Lisbon")).toBeTruthy();
  expect(dialog.getByRole("application", { name: /coins-7.jpg/ })).toBeTruthy();
  expect(dialog.getByRole("button", { name: "Larger" })).toBeTruthy();
  expect(await dialog.findByText("12.3, sharper than about 10 % of this set")).toBeTruthy();
});

it("leaves all blurred pictures out with one action", async () => {
  const { sent } = renderApp("/p/1/items/profile", { server: SERVER });

  await userEvent.click(await screen.findByRole("button", { name: "Leave all 3 out" }));

  await waitFor(() => {
    const posted = sent.find(({ route }) => route.endsWith("/exclude"));
    expect(posted?.body).toEqual({ suspicion: "blurred", reason: "blurred" });
  });
});

it("brings back by those reasons alone for which something was left out", async () => {
  const left = { excluded_count: 2, excluded_for: [{ value: "dark", count: 2 }] };
  renderApp("/p/1/items/profile", {
    server: { ...SERVER, "GET /api/v1/datasets/2/profile": { ...PROFILE, ...left } },
  });

  const offered = await screen.findAllByRole("button", { name: /^Bring back/ });

  expect(offered.map((one) => one.textContent)).toEqual(["Bring back: Dark"]);
});

it("says how far people are with an item, and what is on it", async () => {
  const definition = {
    version: 1,
    labels: [{ key: "coin", name: "Old coin", color: "#30C7D2", kind: "box" }],
    questions: [
      { key: "light", text: "Light?", type: "choice", options: [{ key: "day", name: "Day" }] },
    ],
  };
  const done = { ...ITEM, state: "resolved", labels: ["coin", "light=day"] } as const;
  renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1": { ...PROJECT, schema_version: { definition } },
      "GET /api/v1/projects/1/items": page([done as unknown as Item]),
    },
  });

  expect(await screen.findByText("Labels: Old coin, Light? Day")).toBeTruthy();
  expect(screen.getAllByText("Has its label").length).toBeGreaterThan(0);
});

it("leads from what lies far from the rest, and from a size, to the pictures", async () => {
  renderApp("/p/1/items/profile", { server: SERVER });

  const far = await screen.findByRole("link", { name: "Sharpness: far lower" });
  const size = screen.getByRole("link", { name: "640 x 480" });

  expect(far.getAttribute("href")).toContain("measure=sharpness&below=4");
  expect(size.getAttribute("href")).toContain("width_px=640&height_px=480");
  expect(screen.queryByRole("link", { name: "Sharpness: far higher" })).toBeNull();
});

it("leads from a bin of a distribution to its pictures", async () => {
  renderApp("/p/1/items/profile", { server: SERVER });

  await userEvent.click((await screen.findAllByText("As table"))[0] as HTMLElement);
  const link = screen.getByRole("link", { name: "3" });

  expect(link.getAttribute("href")).toContain("measure=sharpness&at_least=1&below=10");
});

it("says what the rest takes once ten pictures are answered, and which label is rare", async () => {
  const pilot: Pilot = {
    ...PILOT,
    seconds: known(9.5),
    shapes: known(2),
    hours: known(3),
    balance: [
      {
        key: "coin",
        name: "Coin",
        shape_count: 60,
        picture_count: 9,
        side_px: 80,
        small_side_px: 70,
      },
      {
        key: "screw",
        name: "Screw",
        shape_count: 2,
        picture_count: 2,
        side_px: 8,
        small_side_px: 6,
      },
    ],
    label_count: 10,
  };
  renderApp("/p/1/items/profile", {
    server: { ...SERVER, "GET /api/v1/projects/1/pilot": pilot },
  });

  expect(await screen.findByText("9.5 s")).toBeTruthy();
  expect(screen.getByText("likely 8.5 s to 10.5 s")).toBeTruthy();
  expect(screen.getByText(/30 times as many of the most frequent label as of Screw/)).toBeTruthy();
  expect(screen.getByText(/A tenth of Screw is 6 px across or less/)).toBeTruthy();
  expect(screen.getByText(/Objects should be 10 px or more across/)).toBeTruthy();
});

it("asks for a small batch while too little is known", async () => {
  renderApp("/p/1/items/profile", { server: SERVER });

  expect(await screen.findByText(/there are answers to 4/)).toBeTruthy();
});

it("makes a batch of the images that were chosen", async () => {
  const { sent } = renderApp("/p/1/items", {
    server: { ...SERVER, "POST /api/v1/projects/1/batches": () => json({ id: 7 }, 201) },
  });

  await userEvent.click(await screen.findByRole("checkbox", { name: "Choose coins-7.jpg" }));
  await userEvent.click(screen.getByRole("button", { name: "Make a batch of these" }));
  await userEvent.type(await screen.findByLabelText(/^Name/), "Hard ones");
  expect(screen.queryByLabelText("Items at most")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Create" }));

  await waitFor(() => {
    const posted = sent.find(({ route }) => route === "POST /api/v1/projects/1/batches");
    expect(posted?.body).toMatchObject({ name: "Hard ones", item_ids: [5], share_cap: 0.1 });
  });
});

it("makes a batch of all that a filter finds, as far as they are in none yet", async () => {
  const { sent } = renderApp(
    "/p/1/items?suspicion=blurred&state=not_asked&key=place&value=Lisbon",
    {
      server: {
        ...SERVER,
        "GET /api/v1/projects/1/items": page([ITEM]),
        "POST /api/v1/projects/1/batches": () => json({ id: 7 }, 201),
      },
    },
  );

  await userEvent.click(await screen.findByRole("button", { name: /what was found/ }));
  await userEvent.type(await screen.findByLabelText(/^Name/), "Blurred");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));

  await waitFor(() => {
    const posted = sent.find(({ route }) => route === "POST /api/v1/projects/1/batches");
    expect(posted?.body).toMatchObject({
      limit: null,
      item_filter: { suspicion: "blurred", metadata_key: "place", metadata_value: "Lisbon" },
    });
    expect(posted?.body).not.toHaveProperty("item_ids");
  });
});

it("offers no batch of items that are in one already", async () => {
  renderApp("/p/1/items?state=disputed", {
    server: { ...SERVER, "GET /api/v1/projects/1/items": page([ITEM]) },
  });

  expect(await screen.findByText("1 image")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /what was found/ })).toBeNull();
});
