import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { json, type Sent } from "@/testing/fakeServer";
import { renderApp } from "@/testing/renderPage";
import { MANAGER } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./QuizPage";

beforeEach(() => {
  sessionStorage.clear();
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

const LABEL = { key: "coin", name: "Coin", color: "aqua", kind: "box", attributes: [] };
const never = new Promise<never>(() => undefined);

const open = (id: number) => ({
  id,
  position: id,
  item: { id, image_url: `/media/${id}`, levels: null, width_px: 400, height_px: 300 },
  asked: null,
  is_answered: false,
  document: null,
  draft: null,
  said: null,
});

function attemptWith(first: ReturnType<typeof open>) {
  return {
    id: 7,
    project_id: 2,
    state: "started",
    is_delta: false,
    expires_at: new Date(Date.now() + 600_000).toISOString(),
    seconds_left: 600,
    schema_version: { definition: { version: 1, labels: [LABEL], questions: [] } },
    questions: [first, open(2), open(3)],
    result: null,
  };
}

/** A sitting of three pictures; what was asked once is asked again without an answer. */
function sit(others: Record<string, unknown> = {}) {
  const attempt = attemptWith(open(1));
  let asked = 0;
  return renderApp("/training/2/quiz/7", {
    server: {
      "GET /api/v1/me": MANAGER,
      "GET /api/v1/attempts/7": () => (asked++ === 0 ? attempt : never),
      "PUT /api/v1/attempts/7/answers/1": { is_answered: true },
      "PUT /api/v1/attempts/7/answers/2": { is_answered: true },
      "PUT /api/v1/attempts/7/answers/3": { is_answered: true },
      ...others,
    },
  });
}

const stageOf = (n: number) => screen.findByRole("application", { name: `Picture ${n} of 3` });
const nothing = () => screen.getByRole("button", { name: "Nothing here" });
const answers = (sent: readonly Sent[]) =>
  sent.flatMap(({ route, body }) =>
    route.startsWith("PUT") && !(body as { is_draft?: boolean }).is_draft ? [route.slice(-1)] : [],
  );

/** Says that nothing is there, and goes on. */
async function answer(n: number, words: RegExp) {
  await stageOf(n);
  fireEvent.click(nothing());
  await waitFor(() => expect(nothing().getAttribute("aria-pressed")).toBe("true"));
  fireEvent.click(screen.getByRole("button", { name: words }));
}

describe("the next question of a quiz", () => {
  it("takes what is done on it at once, whatever the page is still asking about the last", async () => {
    const { sent } = sit();
    await answer(1, /^Next/);

    await answer(2, /^Next/);

    await stageOf(3);
    expect(answers(sent)).toEqual(["1", "2"]);
  });

  it("is the last one when all others were answered, and the quiz is handed in with it", async () => {
    const { sent } = sit({ "POST /api/v1/attempts/7/submit": never });
    await answer(1, /^Next/);
    await answer(2, /^Next/);

    await answer(3, /^Hand in/);

    await waitFor(() => expect(sent.at(-1)?.route).toBe("POST /api/v1/attempts/7/submit"));
    expect(answers(sent)).toEqual(["1", "2", "3"]);
  });

  it("is the one somebody has gone to while an answer was on its way", async () => {
    let taken: (answer: unknown) => void = () => undefined;
    const { sent } = sit({
      "PUT /api/v1/attempts/7/answers/1": new Promise((resolve) => (taken = resolve)),
    });
    await answer(1, /^Next/);
    await waitFor(() => expect(answers(sent)).toEqual(["1"]));
    fireEvent.click(screen.getByRole("button", { name: /^Question 3 of 3/ }));
    await stageOf(3);
    fireEvent.click(nothing());

    taken({ is_answered: true });

    await screen.findByRole("button", { name: /^Question 1 of 3, answered/ });
    await stageOf(3);
    expect(nothing().getAttribute("aria-pressed")).toBe("true");
  });
});

it("tells of an answer that was refused after another was sent, and of which question it was", async () => {
  let refuse: (answer: unknown) => void = () => undefined;
  const { sent } = sit({
    "PUT /api/v1/attempts/7/answers/1": ({ body }: Sent) =>
      (body as { is_draft?: boolean }).is_draft
        ? { is_answered: false }
        : new Promise((resolve) => (refuse = resolve)),
  });
  await answer(1, /^Next/);
  await waitFor(() => expect(answers(sent)).toEqual(["1"]));
  fireEvent.click(screen.getByRole("button", { name: /^Question 2 of 3/ }));
  await answer(2, /^Next/);
  await stageOf(3);

  const problem = { title: "Draw it once more", status: 422, code: "not_whole" };
  await act(async () => refuse(json(problem, 422)));

  expect(await screen.findByText("Your answer to question 1 was not taken")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /^Question 1 of 3, open/ }));
  await stageOf(1);
  expect(screen.getByText("Draw it once more")).toBeTruthy();
  expect(screen.queryByText(/question 1 was not taken/)).toBeNull();
  const again = () => screen.getByRole<HTMLButtonElement>("button", { name: /^Hand in|^Next/ });
  expect(again().disabled).toBe(false);
});

it("tells of a correction that was refused, though the question stays answered as it was", async () => {
  let refuse: (answer: unknown) => void = () => undefined;
  const { sent } = sit({
    "PUT /api/v1/attempts/7/answers/1": ({ body }: Sent) => {
      const { length } = answers(sent);
      const isDraft = (body as { is_draft?: boolean }).is_draft;
      return isDraft || length < 2
        ? { is_answered: true }
        : new Promise((resolve) => (refuse = resolve));
    },
  });
  await answer(1, /^Next/);
  await stageOf(2);
  fireEvent.click(screen.getByRole("button", { name: /^Question 1 of 3, answered/ }));
  await stageOf(1);
  fireEvent.click(screen.getByRole("button", { name: /^Next/ }));
  await waitFor(() => expect(answers(sent)).toEqual(["1", "1"]));
  fireEvent.click(screen.getByRole("button", { name: /^Question 2 of 3/ }));
  await stageOf(2);

  await act(async () => refuse(json({ title: "No", status: 422, code: "not_whole" }, 422)));

  expect(await screen.findByText("Your answer to question 1 was not taken")).toBeTruthy();
});

it("says of an answer of which nothing was heard that nothing was, until it is known as taken", async () => {
  let goOn: (isAway: boolean) => void = () => undefined;
  const isAway = new Promise<boolean>((resolve) => (goOn = resolve));
  let tell: (attempt: unknown) => void = () => undefined;
  let asked = 0;
  const { sent } = sit({
    "GET /api/v1/attempts/7": () =>
      asked++ === 0 ? attemptWith(open(1)) : new Promise((resolve) => (tell = resolve)),
    "PUT /api/v1/attempts/7/answers/1": async ({ body }: Sent) => {
      if ((body as { is_draft?: boolean }).is_draft) return { is_answered: false };
      await isAway;
      return json({ title: "Away", status: 503, code: "away" }, 503);
    },
  });
  await answer(1, /^Next/);
  await waitFor(() => expect(answers(sent)).toEqual(["1"]));
  fireEvent.click(screen.getByRole("button", { name: /^Question 2 of 3/ }));
  await stageOf(2);

  goOn(true);
  const heard = await screen.findByText(/^Nothing came back about your answer to question 1/, {}, { timeout: 15_000 }); // prettier-ignore
  const isCalledRefused = screen.queryByText(/was not taken/);
  await waitFor(() => expect(asked).toBe(2));
  await act(async () => tell(attemptWith({ ...open(1), is_answered: true })));
  await waitFor(() => expect(heard.isConnected).toBe(false));

  expect(isCalledRefused).toBeNull();
}, 20_000);

it("takes an answer that is under way no second time, also for who comes back to its question", async () => {
  const { sent } = sit({ "PUT /api/v1/attempts/7/answers/1": () => never });
  await answer(1, /^Next/);
  await waitFor(() => expect(answers(sent)).toEqual(["1"]));
  fireEvent.click(screen.getByRole("button", { name: /^Question 2 of 3/ }));
  await answer(2, /^Next/);
  await waitFor(() => expect(answers(sent)).toEqual(["1", "2"]));

  fireEvent.click(screen.getByRole("button", { name: /^Question 1 of 3/ }));
  await stageOf(1);
  fireEvent.click(screen.getByRole("button", { name: /^Next/ }));
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(answers(sent)).toEqual(["1", "2"]);
});
