import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderApp } from "@/testing/renderPage";
import { MANAGER, pageOf, PROJECT_PAGE } from "@/testing/staff";

const LEASE = {
  id: 5,
  person: { id: 9, pseudonym: "A-77" },
  item_name: "tray.jpg",
  step: "draw",
  batch_name: "First",
  leased_at: "2026-03-01T09:00:00Z",
  expires_at: "2099-03-01T09:30:00Z",
  extensions: 0,
};
const STUCK = {
  id: 6,
  item: { id: 60, name: "black.jpg", thumbnail_url: "/t/60" },
  step: "draw",
  batch_name: "First",
  counted: 0,
  since: "2026-03-01T09:00:00Z",
  given_back: [],
};
const REVIEWER = {
  ...MANAGER,
  staff_of: MANAGER.staff_of.map((one) => ({ ...one, role: "reviewer" })),
};

const TAKE_BACK = "POST /api/v1/projects/1/leases/5/take-back";

async function queueOf(me: unknown) {
  const { sent } = renderApp("/p/1/queue", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": me,
      "GET /api/v1/projects/1/leases": pageOf([LEASE]),
      "GET /api/v1/projects/1/stuck-tasks": pageOf([STUCK]),
      [TAKE_BACK]: () => new Response(null, { status: 204 }),
    },
  });
  await screen.findByText("A-77");
  await screen.findByText("black.jpg");
  return sent;
}

it("offers a reviewer nothing that would be refused", async () => {
  await queueOf(REVIEWER);

  expect(screen.queryByRole("link", { name: "A-77" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Ask others" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Take back" })).toBeNull();
  expect(screen.getByRole("button", { name: "Cancel the task" })).toBeDefined();
});

it("leads a manager to the person, and lets them ask others", async () => {
  await queueOf(MANAGER);

  expect(screen.getByRole("link", { name: "A-77" })).toBeDefined();
  expect(screen.getByRole("button", { name: "Ask others" })).toBeDefined();
});

it("takes a task back from whoever has it, with the words they read", async () => {
  const sent = await queueOf(MANAGER);

  fireEvent.click(screen.getByRole("button", { name: "Take back" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "It is the wrong picture." } });
  fireEvent.click(dialog.getByRole("button", { name: "Take back" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent.find(({ route }) => route === TAKE_BACK)?.body).toEqual({
    note: "It is the wrong picture.",
  });
});

it("offers to try a picture again anew once it was tried", async () => {
  let tries = 1;
  const failure = () => ({
    task_id: 8,
    item: { id: 80, name: "torn.jpg", thumbnail_url: "/t/80" },
    step: "draw",
    batch_name: "First",
    error: `Failed ${tries}`,
    tries,
    since: "2026-03-01T09:00:00Z",
    again_at: "2026-03-01T09:08:00Z",
  });
  renderApp("/p/1/queue", {
    server: {
      ...PROJECT_PAGE,
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/1/failures": () => pageOf([failure()]),
      "POST /api/v1/tasks/8/judge-again": () => {
        tries = 2;
        return new Response(null, { status: 204 });
      },
    },
  });

  fireEvent.click(await screen.findByRole("button", { name: "Try again now" }));
  await screen.findByText("Failed 2");

  const again = screen.getByRole<HTMLButtonElement>("button", { name: "Try again now" });
  expect(again.disabled).toBe(false);
});
