import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { forgetOnDevice, keepOnDevice, readOnDevice } from "@/pages/shell/kept-on-device";
import { dated } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./TrainingPage";

beforeEach(async () => {
  sessionStorage.clear();
  await forgetOnDevice(MANAGER.id);
});
afterEach(() => void vi.useRealTimers());

const WAITING = {
  key: "quiz",
  state: "blocked",
  detail: "The next attempt is possible after a pause.",
  available_at: "2026-03-02T10:00:00Z",
  pause_seconds: 615,
};
const WAY = {
  project: { id: 2, name: "Coins", summary: "" },
  steps: [WAITING],
  attempt_id: null,
  qualification: null,
  seats_left: null,
  quiz: { is_delta: false, scored_decisions: 4, attempts_left: 2 },
  languages: [],
  plan: { pass_f1: 0.8, pass_answers_share: 0.8, time_limit_seconds: 600 },
};

it.each([
  [true, "Your qualification ends on 4 Mar 2099."],
  [false, "Until 4 Mar 2099, and longer while you work."],
])("says until when somebody may work, and that it ends soon: %s", async (isEnding, words) => {
  renderApp("/training/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/2/way": {
        ...WAY,
        steps: [{ ...WAITING, key: "work", state: "current", pause_seconds: null }],
        qualification: { expires_at: "2099-03-04T12:00:00Z", is_ending: isEnding },
      },
    },
  });

  expect(await screen.findByText(words, { exact: false })).toBeTruthy();
});

it("waits as long as the server says, on a device whose clock is a day ahead", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-03-03T09:50:00Z") });
  const { sent } = renderApp("/training/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/2/way": () => dated(WAY, "2026-03-02T09:49:45Z"),
    },
  });
  const asked = () => sent.filter(({ route }) => route.endsWith("/way")).length;
  await vi.waitFor(() => screen.getByText(/in 10 minutes/), { timeout: 10_000 });
  const atFirst = asked();

  await vi.advanceTimersByTimeAsync(300_000);
  const meanwhile = asked();
  await vi.advanceTimersByTimeAsync(320_000);

  expect([meanwhile, asked()]).toEqual([atFirst, atFirst + 1]);
}, 15_000);

const options = [
  { key: "yes", text: "Yes" },
  { key: "no", text: "No" },
];

it("sends no answers to the questions on the guideline before each has one", async () => {
  const asked = { is_several: false, options };
  const { sent } = renderApp("/training/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/2/way": {
        ...WAY,
        steps: [{ ...WAITING, key: "comprehension", state: "current", pause_seconds: null }],
      },
      "GET /api/v1/projects/2/comprehension": [
        { id: 5, text: "Every coin?", ...asked },
        { id: 6, text: "Coins in hands?", ...asked },
      ],
      "POST /api/v1/projects/2/comprehension": {
        is_passed: false,
        results: [
          { question_id: 5, is_right: true, explanation: "" },
          { question_id: 6, is_right: false, explanation: "Hands count." },
        ],
      },
    },
  });
  const posted = () => sent.filter(({ route }) => route.startsWith("POST"));
  const check = await screen.findByRole("button", { name: "Check my answers" });

  await userEvent.click(check);
  await screen.findByText("Nothing was checked: 2 questions have no answer.");
  const yes = screen.getAllByLabelText("Yes");
  await userEvent.click(yes[0] as HTMLElement);
  await userEvent.click(check);
  await screen.findByText("Nothing was checked: 1 question has no answer.");
  expect(screen.getAllByText("Answer the question first.")).toHaveLength(1);
  expect(document.activeElement).toBe(yes[1]);
  expect(posted()).toEqual([]);

  await userEvent.click(screen.getAllByLabelText("No")[1] as HTMLElement);
  await userEvent.click(check);
  expect(await screen.findByText("Hands count.")).toBeTruthy();
  expect(posted()).toHaveLength(1);
});

it("has what was chosen in a tab that was closed, without options that are gone, until all is right", async () => {
  const key = tabKey(MANAGER.id, "comprehension-2");
  await keepOnDevice(key, { 5: ["yes"], 6: ["perhaps"], 9: ["no"] });
  const asked = { is_several: false, options };
  const { sent } = renderApp("/training/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/projects/2/way": {
        ...WAY,
        steps: [{ ...WAITING, key: "comprehension", state: "current", pause_seconds: null }],
      },
      "GET /api/v1/projects/2/comprehension": [
        { id: 5, text: "Every coin?", ...asked },
        { id: 6, text: "Coins in hands?", ...asked },
      ],
      "POST /api/v1/projects/2/comprehension": { is_passed: true, results: [] },
    },
  });
  const isChosen = () =>
    ["Yes", "No"].map((name) =>
      screen.getAllByLabelText<HTMLInputElement>(name).map((one) => one.checked),
    );
  await waitFor(() =>
    expect(isChosen()).toEqual([
      [true, false],
      [false, false],
    ]),
  );

  await userEvent.click(screen.getAllByLabelText("No")[1] as HTMLElement);
  await waitFor(async () => expect(await readOnDevice(key)).toMatchObject({ 6: ["no"] }));
  await userEvent.click(screen.getByRole("button", { name: "Check my answers" }));

  await waitFor(async () => expect(await readOnDevice(key)).toBeNull());
  const posted = sent.find(({ route }) => route.startsWith("POST"));
  expect(posted?.body).toEqual({ answers: { 5: ["yes"], 6: ["no"] } });
});
