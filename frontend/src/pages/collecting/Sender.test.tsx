import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { Problem } from "@/api/problem";
import { uploadFile } from "@/api/upload";
import { forgetTab } from "@/pages/shell/kept-in-tab";
import { json, type Replies } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf } from "@/testing/staff";

vi.mock("@/api/upload", () => ({ uploadFile: vi.fn() }));
const upload = vi.mocked(uploadFile);
beforeEach(() => {
  upload.mockReset();
  forgetTab();
});

const OUTDOORS = { id: 6, name: "Outdoors", wanted: 5, taken_count: 1, accepted_count: 0 };
const COLLECTING = {
  brief: {
    project_id: 1,
    project_name: "Mugs",
    body: "One mug.",
    is_open: true,
    asks_qualification: false,
    price: { amount_minor: 20, currency: "EUR" },
    reviews_wanted: 1,
    review_price: { amount_minor: 3, currency: "EUR" },
    min_short_side_px: 600,
    strata: [OUTDOORS],
    examples: [],
    consent_text: {
      number: 2,
      body: "You took it yourself.",
      licence: "CC BY 4.0",
      created_at: "2026-03-01T09:00:00Z",
    },
  },
  signed_at: "2026-03-01T10:00:00Z",
  has_pictures: true,
  to_review_count: 0,
  earned: { amount_minor: 0, currency: "EUR" },
};
const OWN = {
  id: 9,
  state: "waiting",
  name: "mug.jpg",
  stratum_name: "Outdoors",
  width_px: 900,
  height_px: 700,
  thumbnail_url: null,
  price: { amount_minor: 20, currency: "EUR" },
  is_paid: false,
  created_at: "2026-03-02T09:00:00Z",
  reviewed_at: null,
  reason_code: null,
  note: "",
  consent_number: 2,
};
const SERVER = {
  "GET /api/v1/me": MANAGER,
  "GET /api/v1/projects/1/collecting": COLLECTING,
  "GET /api/v1/projects/1/my-collected": pageOf([OWN]),
  "POST /api/v1/collected/9/withdraw": { ...OWN, state: "withdrawn" },
};
const PHOTO = new File(["x"], "photo.jpg", { type: "image/jpeg" });
const refused = (status: number, code: string) =>
  new Problem({ title: "No picture came through", status, code });
const photograph = async (replies: Replies = {}) => {
  const rendered = renderApp("/collect/1", { server: { ...SERVER, ...replies } });
  await userEvent.upload(await screen.findByLabelText("Take a photo"), PHOTO);
  return rendered;
};
const isKept = () => screen.queryByRole("button", { name: "Send again" }) !== null;
const keys = () => upload.mock.calls.map(([, , options]) => options?.headers?.["Idempotency-Key"]);

it("keeps a picture that got no answer, and sends the same one again under the same key", async () => {
  upload.mockRejectedValueOnce(refused(0, "unreachable")).mockResolvedValueOnce({});
  await photograph();

  await userEvent.click(await screen.findByRole("button", { name: "Send again" }));

  await waitFor(() => expect(screen.queryByRole("button", { name: "Send again" })).toBeNull());
  expect(upload.mock.calls.map(([, file]) => file)).toEqual([PHOTO, PHOTO]);
  expect(keys()[1]).toBe(keys()[0]);
  screen.getByLabelText("Take a photo");
});

it("lets go of a picture that was refused for what it is, and begins the next under another key", async () => {
  upload.mockRejectedValueOnce(refused(409, "asset_twin")).mockResolvedValueOnce({});
  await photograph();

  await screen.findByText("No picture came through");
  expect(screen.queryByRole("button", { name: "Send again" })).toBeNull();
  await userEvent.upload(screen.getByLabelText("Take a photo"), PHOTO);

  await waitFor(() => expect(upload).toHaveBeenCalledTimes(2));
  expect(keys()[1]).not.toBe(keys()[0]);
});

it("gives a kept picture up only when asked twice", async () => {
  upload.mockRejectedValueOnce(refused(503, "fault"));
  await photograph();
  await userEvent.click(await screen.findByRole("button", { name: "Give this picture up" }));
  screen.getByRole("button", { name: "Send again", hidden: true });

  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Give this picture up" }));

  await screen.findByLabelText("Take a photo");
});

it("keeps a picture while the person is elsewhere on the page, also one on its way", async () => {
  let fail: (problem: Problem) => void = () => undefined;
  upload.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
  const { router } = await photograph();

  await act(() => router.navigate({ to: "/home" }));
  await waitFor(() => expect(screen.queryByText("Sending the picture")).toBeNull());
  await act(async () => fail(refused(0, "unreachable")));
  await act(() => router.navigate({ to: "/collect/$projectId", params: { projectId: 1 } }));

  await userEvent.click(await screen.findByRole("button", { name: "Send again" }));
  expect(upload.mock.calls.map(([, file]) => file)).toEqual([PHOTO, PHOTO]);
  expect(keys()[1]).toBe(keys()[0]);
});

it("keeps a picture through a new sign-in, for the same person alone, until the tab is left", async () => {
  const ended = () => json({ title: "Sign in", status: 401, code: "not_authenticated" }, 401);
  let isSignedIn = true;
  upload.mockImplementationOnce(async () => {
    isSignedIn = false;
    throw refused(401, "not_authenticated");
  });
  const { router } = await photograph({
    "GET /api/v1/me": () => (isSignedIn ? MANAGER : ended()),
    "GET /api/v1/projects/1/collecting": () => (isSignedIn ? COLLECTING : ended()),
  });
  await waitFor(() => expect(router.state.location.pathname).not.toBe("/collect/1"));
  const open = async (id: number) => {
    cleanup();
    renderApp("/collect/1", { server: { ...SERVER, "GET /api/v1/me": { ...MANAGER, id } } });
    await screen.findByText("Send a picture");
    return isKept();
  };

  const found = [await open(MANAGER.id), await open(MANAGER.id + 1), await open(MANAGER.id)];
  forgetTab();

  expect([...found, await open(MANAGER.id)]).toEqual([true, false, true, false]);
});

it.each([
  [
    "nothing more is wanted",
    { strata: [{ ...OUTDOORS, taken_count: 5 }] },
    "Enough pictures are there. Thank you.",
  ],
  ["the collection is closed", { is_open: false }, "No pictures are wanted at the moment."],
])("a kept picture can be sent again or given up where %s by now", async (_, change, words) => {
  upload.mockRejectedValue(refused(0, "unreachable"));
  const later = { ...COLLECTING, brief: { ...COLLECTING.brief, ...change } };
  await photograph({
    "GET /api/v1/projects/1/collecting": () => (upload.mock.calls.length > 0 ? later : COLLECTING),
  });
  await waitFor(() => expect(isKept()).toBe(true));
  await userEvent.click(screen.getByRole("button", { name: "Send again" }));
  await waitFor(() => expect(upload).toHaveBeenCalledTimes(2));
  await userEvent.click(await screen.findByRole("button", { name: "Give this picture up" }));
  const dialog = within(await screen.findByRole("dialog"));

  await userEvent.click(dialog.getByRole("button", { name: "Give this picture up" }));

  await waitFor(() => expect(isKept()).toBe(false));
  await screen.findByText(words);
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  expect([leaving.defaultPrevented, screen.queryByLabelText("Take a photo")]).toEqual([
    false,
    null,
  ]);
});

it("asks before one picture is taken back", async () => {
  const { sent } = renderApp("/collect/1", { server: SERVER });
  const isAsked = () => sent.some(({ route }) => route.endsWith("/withdraw"));
  await userEvent.click(await screen.findByRole("button", { name: "Take back" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(isAsked()).toBe(false);

  await userEvent.click(dialog.getByRole("button", { name: "Take back" }));

  await waitFor(() => expect(isAsked()).toBe(true));
});
