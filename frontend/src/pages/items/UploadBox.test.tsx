import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { json } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { PROJECT_PAGE } from "@/testing/staff";

/** Nothing is in yet. */
const SERVER = {
  ...PROJECT_PAGE,
  "GET /api/v1/projects/1/items": { count: 0, is_count_exact: true, next_cursor: "", results: [] },
  "GET /api/v1/datasets/2/imports": { count: 0, results: [] },
};

it("shows an import that somebody else began, and one that was left", async () => {
  const row = { id: 8, state: "running", is_collecting: false, error_detail: "", refused_count: 0 };
  const running = { ...row, progress_done: 1, progress_total: 4, bucket_source: null };
  renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/datasets/2/imports": { count: 1, results: [running] },
      "GET /api/v1/imports/8": running,
    },
  });
  expect(await screen.findByRole("progressbar", { name: "Checking images" })).toBeTruthy();
  cleanup();

  const left = { ...running, state: "queued", is_collecting: true, kept_days: 3 };
  const { sent } = renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/datasets/2/imports": { count: 1, results: [left] },
      "POST /api/v1/imports/8/cancel": left,
    },
  });
  expect(await screen.findByText(/is kept for 3 days after/)).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Stop it" }));
  expect(sent.some(({ route }) => route.endsWith("/cancel"))).toBe(false);
  await userEvent.click(await screen.findByRole("button", { name: "Stop and give it up" }));

  await waitFor(() => {
    expect(sent.some(({ route }) => route === "POST /api/v1/imports/8/cancel")).toBe(true);
  });
});

const BUCKET = {
  id: 3,
  name: "Ours",
  endpoint: "https://s3.example.org",
  bucket_name: "pictures",
  region: "us-east-1",
  is_by_path: true,
  has_key: true,
  access_key_id: "AKID",
  created_at: "2026-05-01T12:00:00Z",
};

it("takes in the objects of a bucket under a prefix", async () => {
  const running = {
    id: 8,
    state: "running",
    bucket_source: { bucket_id: 3, bucket_title: "Ours" },
  };
  const { sent } = renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/organisations/4/buckets": { count: 1, results: [BUCKET] },
      "POST /api/v1/datasets/2/imports": { id: 8 },
      "PUT /api/v1/imports/8/bucket": { id: 8 },
      "POST /api/v1/imports/8/start": { id: 8 },
      "GET /api/v1/imports/8": { ...running, error_detail: "", refused_count: 0 },
    },
  });

  await userEvent.click(await screen.findByRole("button", { name: "From a bucket" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(await dialog.findByLabelText("Keys that begin with"), "in/");
  await userEvent.click(dialog.getByRole("button", { name: "Import" }));

  await waitFor(() => {
    const told = sent.find(({ route }) => route === "PUT /api/v1/imports/8/bucket");
    expect(told?.body).toEqual({ bucket_id: 3, prefix: "in/" });
    expect(sent.some(({ route }) => route === "POST /api/v1/imports/8/start")).toBe(true);
  });
});

it("stops only when asked twice, and starts nothing that was stopped at its last step", async () => {
  let answer: (bucket: unknown) => void = () => undefined;
  const { sent } = renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "GET /api/v1/organisations/4/buckets": { count: 1, results: [BUCKET] },
      "POST /api/v1/datasets/2/imports": { id: 8 },
      "PUT /api/v1/imports/8/bucket": () => new Promise((resolve) => (answer = resolve)),
      "POST /api/v1/imports/8/start": { id: 8 },
      "POST /api/v1/imports/8/cancel": { id: 8 },
    },
  });
  const isSent = (end: string) => sent.some(({ route }) => route.endsWith(end));
  await userEvent.click(await screen.findByRole("button", { name: "From a bucket" }));
  await userEvent.click(await screen.findByRole("button", { name: "Import" }));
  await waitFor(() => expect(isSent("/bucket")).toBe(true));

  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop and give it up" }));
  expect(isSent("/cancel")).toBe(false);
  answer({ id: 8 });

  await waitFor(() => expect(isSent("/cancel")).toBe(true));
  expect(isSent("/start")).toBe(false);
});

it("names every file that was refused, also those of the last moment, and asks for them seldom", async () => {
  const row = { id: 8, is_collecting: false, error_detail: "", bucket_source: null };
  const counts = { item_count: 0, duplicate_count: 0, progress_total: 5 };
  const names = ["empty.png", "a.txt", "b.txt", "c.txt", "letter.pdf"];
  const refused = names.map((name, index) => ({
    id: index,
    name,
    refusal_detail: "It is no picture.",
  }));
  let seen = 0;
  const { sent } = renderApp("/p/1/items/imports/8", {
    server: {
      ...SERVER,
      "GET /api/v1/imports/8": () => {
        seen = Math.min(5, seen + 1);
        const state = seen === 5 ? "done" : "running";
        return { ...row, ...counts, state, progress_done: seen, refused_count: seen };
      },
      "GET /api/v1/imports/8/files": () => ({ count: seen, results: refused.slice(0, seen) }),
    },
  });

  expect(await screen.findByText("empty.png")).toBeTruthy();
  expect(await screen.findByText("letter.pdf", undefined, { timeout: 10_000 })).toBeTruthy();
  expect(sent.filter(({ route }) => route.endsWith("/files")).length).toBeLessThan(names.length);
});

const WHY = "One picture may have at most 256 MB.";
const REFUSED = { title: "Too large", status: 413, code: "upload_too_large", detail: WHY };

it.each([
  { names: ["huge.tif", "small.png"], ends: "/start" },
  { names: ["huge.tif"], ends: "/cancel" },
])("names the file that is too large, and ends with $ends of $names", async ({ names, ends }) => {
  const { sent } = renderApp("/p/1/items", {
    server: {
      ...SERVER,
      "POST /api/v1/datasets/2/imports": { id: 8, kept_days: 3 },
      "GET /api/v1/imports/8/uploads": { count: 0, next: null, results: [] },
      "POST /api/v1/imports/8/uploads": ({ headers }: { headers: Headers }) =>
        headers.get("Upload-Length") === "4"
          ? json(REFUSED, 413)
          : new Response(null, { status: 201, headers: { Location: "/api/v1/uploads/5" } }),
      "PATCH /api/v1/uploads/5": () =>
        new Response(null, { status: 204, headers: { "Upload-Offset": "2" } }),
      "POST /api/v1/imports/8/start": { id: 8 },
      "POST /api/v1/imports/8/cancel": { id: 8 },
      "GET /api/v1/imports/8": { id: 8, state: "running", error_detail: "", refused_count: 0 },
    },
  });
  const files = names.map((name) => new File([name === "huge.tif" ? "huge" : "12"], name));

  await userEvent.upload(await screen.findByLabelText("Add images"), files, {
    applyAccept: false,
  });

  expect(await screen.findByText(`huge.tif: ${WHY}`)).toBeTruthy();
  const posted = sent.filter(({ route }) => route.startsWith("POST")).map(({ route }) => route);
  expect(posted.at(-1)).toBe(`POST /api/v1/imports/8${ends}`);
});
