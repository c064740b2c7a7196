import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { pageOf, PROJECT_PAGE } from "@/testing/staff";
import type { Batch } from "./state";
import { localOf, momentOf } from "./terms";

const PRICE = { amount_minor: 6, currency: "EUR" };
const BATCH: Batch = {
  id: 7,
  project_id: 1,
  name: "First",
  state: "paused",
  pause_reason: "Lunch.",
  resumes_at: "2026-03-02T12:00:00Z",
  opens_at: "2026-03-02T09:00:00Z",
  closes_at: null,
  audience_id: 3,
  audience_name: "Nurses",
  priority: 0,
  overlap: 3,
  is_overlap_changing: false,
  is_adaptive: false,
  overlap_min: 2,
  overlap_max: 5,
  audit_share: 0.03,
  gold_share: 0.1,
  share_cap: 0.1,
  price: PRICE,
  task_count: 100,
  reserved: PRICE,
  counts: {
    open: 100,
    saturated: 0,
    resolved: 0,
    disputed: 0,
    adjudicating: 0,
    triage: 0,
    cancelled: 0,
    leased_now: 0,
    submissions: 0,
  },
  created_at: "2026-03-01T09:00:00Z",
  opened_at: "2026-03-01T09:00:00Z",
};
const TRAIT = { key: "native_language", name: "Native language", type: "text", options: [] };
const NURSES = {
  id: 3,
  name: "Nurses",
  criteria: [[{ trait: "native_language", operator: "exists", value: null }]],
  created_at: "2026-03-01T09:00:00Z",
};
const likely = (value: number, lower: number, upper: number) => ({
  value,
  lower,
  upper,
  n: 9,
  undefined_reason: "",
});
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/batches/7/forecast": {
    labels: likely(200, 180, 260),
    verdicts: likely(10.4, 10, 12),
    overlap: likely(2.1, 2, 3),
    cost: likely(1260, 1140, 1632),
    hours: likely(2, 1.5, 3),
    spent: PRICE,
    open_task_count: 100,
    disputed_task_count: 0,
  },
  "GET /api/v1/projects/1/batches": pageOf([BATCH]),
  "GET /api/v1/projects/1/audiences": pageOf([NURSES]),
  "GET /api/v1/traits": [TRAIT],
};

it("says why a batch waits, when it is open and for whom", async () => {
  renderApp("/p/1/batches", { server: SERVER });

  const lines = await screen.findAllByRole("listitem");
  const texts = lines.map((line) => line.textContent ?? "");
  expect(texts).toContain("Paused: Lunch.");
  expect(texts).toContain("Only for Nurses");
  expect(texts.some((text) => text.startsWith("Goes on at "))).toBe(true);
  expect(texts.some((text) => text.startsWith("Open from "))).toBe(true);
  const left = await screen.findByText(/About 210 answers are still to come/);
  expect(left.textContent).toContain("likely 190 to 272, €12.60, 2 h");
});

it("tells a batch that begins to ask later from one that asks", async () => {
  const later = { ...BATCH, id: 8, name: "Second", opens_at: "2126-03-02T09:00:00Z" };
  const batches = [BATCH, later].map((batch): Batch => ({ ...batch, state: "open" }));
  const forecast = SERVER["GET /api/v1/batches/7/forecast"];
  renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/batches/8/forecast": forecast,
      "GET /api/v1/projects/1/batches": pageOf(batches),
    },
  });

  expect(await screen.findAllByText("Opens later")).toHaveLength(1);
  expect(screen.getAllByText("Open")).toHaveLength(1);
});

it("sends of a batch's terms only what was changed", async () => {
  const { sent } = renderApp("/p/1/batches", {
    server: { ...SERVER, "PUT /api/v1/batches/7/schedule": BATCH },
  });
  await userEvent.click(await screen.findByRole("button", { name: "When and for whom" }));
  const dialog = within(await screen.findByRole("dialog"));
  const closes = dialog.getByLabelText<HTMLInputElement>("Closes at");

  await userEvent.clear(closes);
  await userEvent.type(closes, "2026-03-05T18:00");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));

  const puts = sent.filter(({ route }) => route.startsWith("PUT"));
  expect(puts).toHaveLength(1);
  expect(puts[0]?.body).toEqual({
    opens_at: momentOf(localOf(BATCH.opens_at)),
    closes_at: momentOf("2026-03-05T18:00"),
  });
});

it("changes what a draft pays, and discards one with words of its own", async () => {
  const draft = { ...BATCH, state: "draft", pause_reason: "", resumes_at: null };
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/batches": pageOf([draft]),
      "PUT /api/v1/batches/7/price": draft,
      "POST /api/v1/batches/7/archive": { ...draft, state: "archived" },
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Price, time, for whom" }));
  const price = await screen.findByLabelText("Price of a task, in cents");
  await userEvent.clear(price);
  await userEvent.type(price, "9");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("button", { name: "Discard the draft" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Discard First?" }));
  expect(dialog.getByText(/its images can be in another batch/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Discard the draft" }));

  const changes = sent.filter(({ route }) => !route.startsWith("GET"));
  expect(changes.map(({ route, body }) => [route, body])).toEqual([
    ["PUT /api/v1/batches/7/price", { price_minor: 9, gold_share: 0.1 }],
    ["POST /api/v1/batches/7/archive", null],
  ]);
});

it("saves no draft whose price is empty, and leaves a share nobody touched exactly as it was", async () => {
  const draft = {
    ...BATCH,
    state: "draft",
    pause_reason: "",
    resumes_at: null,
    gold_share: 0.0333,
  };
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/batches": pageOf([draft]),
      "PUT /api/v1/batches/7/price": draft,
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Price, time, for whom" }));
  const price = await screen.findByLabelText("Price of a task, in cents");
  const share = screen.getByLabelText("Checks among the tasks, per cent");
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save" });
  await userEvent.clear(price);
  const whileEmpty = save.disabled;
  await userEvent.type(price, "9");
  await userEvent.clear(share);
  const withoutShare = save.disabled;
  await userEvent.type(share, "3.3");

  await userEvent.click(save);

  expect([whileEmpty, withoutShare]).toEqual([true, true]);
  const puts = sent.filter(({ route }) => route.startsWith("PUT"));
  expect(puts.map(({ body }) => body)).toEqual([{ price_minor: 9, gold_share: 0.0333 }]);
});

it("changes until when a pause lasts without resuming the batch", async () => {
  const { sent } = renderApp("/p/1/batches", {
    server: { ...SERVER, "PUT /api/v1/batches/7/pause": BATCH },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Change the pause" }));
  const dialog = within(await screen.findByRole("dialog"));

  await userEvent.clear(dialog.getByLabelText("Goes on by itself at"));
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));

  expect(sent.at(-1)?.route).not.toBe("POST /api/v1/batches/7/resume");
  expect(sent.find(({ route }) => route.startsWith("PUT"))?.body).toEqual({
    reason: "Lunch.",
    resumes_at: null,
  });
});

it("makes an audience of conditions and chooses it for the batch", async () => {
  const made = { ...NURSES, id: 8, name: "Everybody who said a language" };
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "POST /api/v1/organisations/4/audience": {
        total: { value: 40, is_under_10: false },
        doors: {
          discover: { value: 40, is_under_10: false },
          preview: { value: 40, is_under_10: false },
          take: { value: null, is_under_10: true },
        },
        clauses: [],
        contradictions: [],
      },
      "POST /api/v1/projects/1/audiences": () => json(made, 201),
      "PUT /api/v1/batches/7/audience": BATCH,
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "When and for whom" }));
  await userEvent.click(await screen.findByRole("button", { name: "Make an audience" }));
  const dialog = within((await screen.findAllByRole("dialog")).at(-1) as HTMLElement);

  await userEvent.type(dialog.getByRole("textbox", { name: /Name/ }), made.name);
  await userEvent.click(dialog.getByRole("button", { name: "Add a clause" }));
  await userEvent.type(dialog.getByLabelText("Value"), "pt");
  await userEvent.click(dialog.getByRole("button", { name: "Create" }));
  await userEvent.click(await screen.findByRole("button", { name: "Save" }));

  const bodies = Object.fromEntries(sent.map(({ route, body }) => [route, body]));
  expect(bodies["POST /api/v1/projects/1/audiences"]).toEqual({
    name: made.name,
    criteria: [[{ trait: "native_language", operator: "=", value: "pt" }]],
  });
  expect(bodies["PUT /api/v1/batches/7/audience"]).toEqual({ audience_id: 8 });
});

it("ends a batch early only once somebody has read what is given up, and keeps the reason", async () => {
  const user = userEvent.setup();
  const counts = { ...BATCH.counts, open: 60 };
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/projects/1/batches": pageOf([{ ...BATCH, counts }]),
      "POST /api/v1/batches/7/drain": { ...BATCH, state: "draining" },
    },
  });

  await user.click(await screen.findByRole("button", { name: "Finish what is begun" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/60 tasks are still open/)).toBeTruthy();
  expect(sent.some(({ route }) => route.startsWith("POST"))).toBe(false);
  await user.type(within(dialog).getByLabelText("Why"), "Money is spent.");
  await user.click(within(dialog).getByRole("button", { name: "Finish what is begun" }));

  const posted = sent.filter(({ route }) => route.startsWith("POST"));
  expect(posted.map(({ route, body }) => [route, body])).toEqual([
    ["POST /api/v1/batches/7/drain", { reason: "Money is spent." }],
  ]);
});

it("says what more answers do and cost before it asks for them", async () => {
  const user = userEvent.setup();
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/batches/7/overlap": ({ query }: { query: Record<string, string> }) => ({
        before: 3,
        overlap: Number(query.overlap),
        tasks: 90,
        labels_reopened: 60,
        tasks_left: 10,
        slots: 180,
        cost: { amount_minor: 1080, currency: "EUR" },
        is_verified: false,
      }),
      "PUT /api/v1/batches/7/overlap": { ...BATCH, overlap: 5, is_overlap_changing: true },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Answers per item" }));
  const dialog = within(await screen.findByRole("dialog"));
  const save = dialog.getByRole("button", { name: "Save" }) as HTMLButtonElement;
  expect(save.disabled).toBe(true);

  await user.clear(dialog.getByLabelText("Answers per item"));
  await user.type(dialog.getByLabelText("Answers per item"), "5");
  await dialog.findByText(/180 more answers are asked for, and €10.80 reserved/);
  expect(dialog.getByText(/60 of them have their label/)).toBeDefined();
  expect(dialog.getByText(/10 tasks stay as they are/)).toBeDefined();
  await user.click(save);

  const put = sent.filter(({ route }) => route.startsWith("PUT"));
  expect(put.map(({ route, body }) => [route, body])).toEqual([
    ["PUT /api/v1/batches/7/overlap", { overlap: 5, before: 3 }],
  ]);
});

it("saves another number of answers only once its own cost was said", async () => {
  const user = userEvent.setup();
  let answer = () => {};
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/batches/7/overlap": async ({ query }: { query: Record<string, string> }) => {
        if (query.overlap === "12") await slow;
        return {
          before: 3,
          overlap: Number(query.overlap),
          tasks: 90,
          labels_reopened: 0,
          tasks_left: 0,
          slots: Number(query.overlap) * 10,
          cost: { amount_minor: 600, currency: "EUR" },
          is_verified: false,
        };
      },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Answers per item" }));
  const dialog = within(await screen.findByRole("dialog"));
  const save = dialog.getByRole("button", { name: "Save" }) as HTMLButtonElement;

  await user.clear(dialog.getByLabelText("Answers per item"));
  await user.type(dialog.getByLabelText("Answers per item"), "1");
  await dialog.findByText(/10 more answers/);
  expect(save.disabled).toBe(false);
  await user.type(dialog.getByLabelText("Answers per item"), "2");
  expect(save.disabled).toBe(true);
  answer();

  await dialog.findByText(/120 more answers/);
  expect(save.disabled).toBe(false);
});

it("asks what a number of answers costs once it is typed out, not at every key", async () => {
  const user = userEvent.setup();
  const { sent } = renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/batches/7/overlap": () =>
        json({ title: "No such batch", status: 404, code: "not_found" }, 404),
    },
  });
  await user.click(await screen.findByRole("button", { name: "Answers per item" }));
  const dialog = within(await screen.findByRole("dialog"));

  for (const value of ["1", "12"]) {
    fireEvent.change(dialog.getByLabelText("Answers per item"), { target: { value } });
  }
  await dialog.findByText("No such batch");

  const asked = sent.filter(({ route }) => route === "GET /api/v1/batches/7/overlap");
  expect(asked.map(({ query }) => query)).toEqual([{ overlap: "12" }]);
});

it("says that the cost of another number of answers could not be told", async () => {
  const user = userEvent.setup();
  renderApp("/p/1/batches", {
    server: {
      ...SERVER,
      "GET /api/v1/batches/7/overlap": () =>
        json({ title: "No such batch", status: 404, code: "not_found" }, 404),
    },
  });
  await user.click(await screen.findByRole("button", { name: "Answers per item" }));
  const dialog = within(await screen.findByRole("dialog"));

  await user.clear(dialog.getByLabelText("Answers per item"));
  await user.type(dialog.getByLabelText("Answers per item"), "5");

  expect(await dialog.findByText("No such batch")).toBeDefined();
  expect((dialog.getByRole("button", { name: "Save" }) as HTMLButtonElement).disabled).toBe(true);
});
