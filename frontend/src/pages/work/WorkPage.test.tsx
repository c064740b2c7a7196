import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import * as journals from "@/api/journal";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { standInForCanvas } from "@/testing/canvas";
import { json } from "@/testing/fakeServer";
import { leased } from "@/testing/leased";
import { renderApp } from "@/testing/renderPage";
import { pictureOnStage } from "@/testing/stage";
import { MANAGER } from "@/testing/staff";
// The route asks for it when it is opened: here it is loaded before the clock runs.
import "./WorkPage";

beforeEach(() => {
  standInForCanvas();
  Element.prototype.scrollIntoView = () => undefined;
});

const THEIRS: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [
    {
      id: "s1",
      kind: "box",
      label: "coin",
      geometry: { x: 10, y: 20, width: 30, height: 40 },
      attributes: {},
    },
  ],
};

const TAKEN = { submission_id: 1, counts: true, state: "submitted", has_feedback: false };

it("keeps the task that was sent on the screen until the next one is there", async () => {
  let isSent = false;
  let giveNext: (value: unknown) => void = () => undefined;
  const next = new Promise((resolve) => {
    giveNext = resolve;
  });
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) => {
        const isAhead = (body as { prefetch: boolean }).prefetch;
        return isAhead || !isSent ? leased(8, "first") : next;
      },
      "POST /api/v1/assignments/8/submit": () => {
        isSent = true;
        return TAKEN;
      },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  const asked = () => sent.filter(({ route }) => route === "POST /api/v1/projects/2/next");
  await waitFor(() => expect(asked()).toHaveLength(3));
  const between = pictureOnStage();
  fireEvent.click(screen.getByRole("button", { name: "Skip" }));
  const isAskedWhy = screen.queryByRole("dialog") !== null;
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Skip" }).disabled).toBe(true),
  );
  const waysOut = ["Skip", "Bad image"].map(
    (name) => screen.getByRole<HTMLButtonElement>("button", { name }).disabled,
  );
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  await act(async () => giveNext(leased(9, "second")));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture second"));

  expect(between).toBe("Picture first");
  expect(isAskedWhy).toBe(false);
  expect(waysOut).toEqual([true, true]);
  expect(sent.filter(({ route }) => route.endsWith("/submit"))).toHaveLength(1);
});

it("takes no other task for somebody who left while an answer was being sent", async () => {
  let answer: (value: unknown) => void = () => undefined;
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "POST /api/v1/assignments/8/submit": () => new Promise((resolve) => (answer = resolve)),
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  const routes = () => sent.map(({ route }) => route);
  await waitFor(() => expect(routes()).toContain("POST /api/v1/assignments/8/submit"));
  const before = routes().filter((route) => route.endsWith("/next")).length;

  cleanup();
  await act(async () => answer(TAKEN));
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(routes().filter((route) => route.endsWith("/next"))).toHaveLength(before);
});

it("says of an answer that came late that it is paid and does not count", async () => {
  let isSent = false;
  renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": () => (isSent ? leased(9, "second") : leased(8, "first")),
      "POST /api/v1/assignments/8/submit": () => {
        isSent = true;
        return { ...TAKEN, counts: false };
      },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture second"));

  const note = screen.getByText("Your last answer came late");
  expect(screen.getByText(/It is kept, and paid, but does not count/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(note.isConnected).toBe(false);
});

it("does not bring back the task that was sent when somebody looks again for another", async () => {
  let isSent = false;
  const empty = {
    outcome: "empty",
    reason: "all_leased",
    detail: "",
    retry_after_seconds: null,
    is_restricted: false,
  };
  let looks = 0;
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": () => {
        if (!isSent) return leased(8, "first");
        looks += 1;
        return looks === 1 ? empty : new Promise(() => undefined);
      },
      "POST /api/v1/assignments/8/submit": () => {
        isSent = true;
        return TAKEN;
      },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));

  fireEvent.click(await screen.findByRole("button", { name: "Look again" }));
  await waitFor(() => expect(looks).toBe(2));

  expect(sent.filter(({ route }) => route.endsWith("/submit"))).toHaveLength(1);
  expect(pictureOnStage()).toBeNull();
});

it("takes a task over as the other window left it, and rests without writing when taken from", async () => {
  const entries = journals.memoryJournal();
  vi.spyOn(journals, "openJournal").mockResolvedValue(entries);
  const other = new BroadcastChannel("guildmark-work");
  const say = (type: string) => other.postMessage({ type, assignmentId: 8, tab: "another" });
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "PUT /api/v1/assignments/8/draft": { revision: 1 },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  say("taken");
  const takeBack = await screen.findByRole("button", { name: "Work here instead" });
  const ownEntry = await entries.read(8);
  if (ownEntry === undefined) throw new Error("what was said is not in the journal");
  await entries.write({ ...ownEntry, document: THEIRS });
  await new Promise((resolve) => setTimeout(resolve, 1700));
  const whileResting = sent.filter(({ route }) => route.startsWith("PUT"));

  fireEvent.click(takeBack);
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  expect(whileResting).toEqual([]);
  expect(sent.filter(({ route }) => route.endsWith("/next")).length).toBeGreaterThan(2);
  const list = screen.getByRole("list", { name: "Shapes" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(1);
  other.close();
});

it("shows what another device drew when an answer is refused for it, and sends one's own after that", async () => {
  const theirs = { revision: 3, document: THEIRS, window_id: "elsewhere" };
  const refusal = { title: "Changed", status: 409, code: "draft_conflict", draft: theirs };
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "PUT /api/v1/assignments/8/draft": { revision: 4 },
      "POST /api/v1/assignments/8/submit": ({ body }: { body: unknown }) =>
        (body as { draft_revision: number }).draft_revision < 3 ? json(refusal, 409) : TAKEN,
    },
  });
  const answers = () => sent.filter(({ route }) => route.endsWith("/submit"));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));

  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  fireEvent.click(await screen.findByRole("button", { name: "Keep what I see" }));
  await waitFor(() => expect(sent.some(({ route }) => route.startsWith("PUT"))).toBe(true));
  await screen.findByText("Saved");
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  await waitFor(() => expect(answers()).toHaveLength(2));

  const revisions = answers().map(
    ({ body }) => (body as { draft_revision: number }).draft_revision,
  );
  expect(revisions).toEqual([0, 4]);
});

it("says which draft a correction was made of, and nothing of drafts with another verdict", async () => {
  const claim = leased(8, "first");
  const draft = { revision: 2, document: EMPTY_DOCUMENT, window_id: "" };
  const assignment = { ...claim.assignment, step: "verify", subject: THEIRS, draft };
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": { ...claim, assignment },
      "PUT /api/v1/assignments/8/draft": { revision: 3 },
      "POST /api/v1/assignments/8/submit": () =>
        json({ title: "Change this", status: 422, code: "wrong_verdict" }, 422),
    },
  });
  const answers = () => sent.filter(({ route }) => route.endsWith("/submit"));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("radio", { name: "Objects are not marked" }));

  fireEvent.click(screen.getByRole("button", { name: /Hand it in/ }));
  await waitFor(() => expect(answers()).toHaveLength(1));
  fireEvent.click(await screen.findByRole("button", { name: "Go back to the task" }));
  fireEvent.click(screen.getByRole("button", { name: "Back" }));
  fireEvent.click(await screen.findByRole("button", { name: /It is right/ }));
  await waitFor(() => expect(answers()).toHaveLength(2));

  expect(answers().map(({ body }) => body)).toEqual([
    expect.objectContaining({ draft_revision: 2 }),
    expect.not.objectContaining({ draft_revision: expect.anything() }),
  ]);
});

it("takes a question about the guideline without leaving the task, and shows its answer there", async () => {
  const asked = { id: 1, quote: "", text: "Both sides?", answer: "Only the upper one." };
  let questions: unknown[] = [];
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "GET /api/v1/projects/2/guideline": {
        number: "1.0",
        language: "pt",
        body_html: "<p>Draw each coin.</p>",
        examples: [],
        label_colors: {},
        label_edges: {},
        questions: [],
      },
      "GET /api/v1/projects/2/my-guideline-questions": () => ({
        count: questions.length,
        next: null,
        previous: null,
        results: questions,
      }),
      "POST /api/v1/projects/2/guideline-questions": () => {
        questions = [asked];
        return asked;
      },
    },
  });

  fireEvent.click(await screen.findByRole("button", { name: "Ask about the guideline" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(await dialog.findByRole("button", { name: "Ask about this" }));
  fireEvent.change(dialog.getByLabelText(/Your question/), { target: { value: "Both sides?" } });
  fireEvent.click(dialog.getByRole("button", { name: "Send" }));

  expect(await dialog.findByText("Only the upper one.")).toBeDefined();
  const posted = sent.find(({ route }) => route === "POST /api/v1/projects/2/guideline-questions");
  expect(posted?.body).toEqual({ quote: "", language: "pt", text: "Both sides?" });
  expect(pictureOnStage()).toBe("Picture first");
});

it("is over as soon as it is given back, while the next one is still on its way", async () => {
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) =>
        (body as { prefetch: boolean }).prefetch
          ? new Promise(() => undefined)
          : leased(8, "first"),
      "POST /api/v1/assignments/8/release": {},
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  fireEvent.click(screen.getByRole("button", { name: "More" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Give the task back" }));
  await waitFor(() => expect(sent.some(({ route }) => route.endsWith("/release"))).toBe(true));
  const isOver = () =>
    ["Skip", "Bad image"].map(
      (name) => screen.getByRole<HTMLButtonElement>("button", { name }).disabled,
    );
  await waitFor(() => expect(isOver()).toEqual([true, true]));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));

  expect(pictureOnStage()).toBe("Picture first");
  expect(sent.filter(({ route }) => route.endsWith("/submit"))).toEqual([]);
});

it("tries no more to save what was drawn on a task that was left", async () => {
  const { sent, router } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "PUT /api/v1/assignments/8/draft": () => json({ title: "Busy", status: 503 }, 503),
    },
  });
  const saves = () => sent.filter(({ route }) => route.startsWith("PUT"));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));

  await act(() => router.navigate({ to: "/home" }));
  await waitFor(() => expect(pictureOnStage()).toBeNull());
  await waitFor(() => expect(saves()).not.toEqual([]));
  // A slow machine saves before it leaves, too; what is due as it leaves is on its way by then.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = saves().length;
  await new Promise((resolve) => setTimeout(resolve, 2300));

  expect(saves()).toHaveLength(before);
});

it("is left when it was given back, also where a full disk keeps what the journal has of it", async () => {
  const entries = journals.memoryJournal();
  const full = async () => Promise.reject(new DOMException("Full", "QuotaExceededError"));
  vi.spyOn(journals, "openJournal").mockResolvedValue({ ...entries, drop: full });
  const { router } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": leased(8, "first"),
      "POST /api/v1/assignments/8/release": {},
      "POST /api/v1/assignments/9/release": {},
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));

  fireEvent.click(screen.getByRole("button", { name: "More" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Give the task back" }));

  await waitFor(() => expect(router.state.location.pathname).toBe("/home"));
});

it("goes on with what was taken over when the answer of before is heard late", async () => {
  const other = new BroadcastChannel("guildmark-work");
  let hear: (value: unknown) => void = () => undefined;
  const first = new Promise((resolve) => (hear = resolve));
  let isSent = false;
  let submits = 0;
  const { sent } = renderApp("/work/2", {
    server: {
      "GET /api/v1/me": MANAGER,
      "POST /api/v1/projects/2/next": () => (isSent ? leased(9, "second") : leased(8, "first")),
      "POST /api/v1/assignments/8/submit": () => {
        submits += 1;
        isSent = true;
        return submits === 1 ? first : TAKEN;
      },
    },
  });
  await waitFor(() => expect(pictureOnStage()).toBe("Picture first"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  fireEvent.click(screen.getByRole("button", { name: /Submit/ }));
  await waitFor(() => expect(submits).toBe(1));
  other.postMessage({ type: "taken", assignmentId: 8, tab: "another" });
  fireEvent.click(await screen.findByRole("button", { name: "Work here instead" }));
  await waitFor(() => expect(pictureOnStage()).toBe("Picture second"));
  fireEvent.click(screen.getByRole("button", { name: "Nothing here" }));
  const claims = () => sent.filter(({ route }) => route.endsWith("/next")).length;
  await waitFor(() => expect(claims()).toBe(4));

  await act(async () => hear(TAKEN));
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(claims()).toBe(4);
  expect(pictureOnStage()).toBe("Picture second");
  const pressed = screen.getByRole("button", { name: "Nothing here" }).getAttribute("aria-pressed");
  expect(pressed).toBe("true");
  other.close();
});
