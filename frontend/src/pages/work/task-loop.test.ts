import { expect, it, vi } from "vitest";
import { memoryJournal } from "@/api/journal";
import { EMPTY_DOCUMENT } from "@/model/document";
import { fakeServer, json } from "@/testing/fakeServer";
import { NOTHING_LEFT } from "@/testing/leased";
import { TaskLoop } from "./task-loop";

const ASSIGNMENT = {
  id: 8,
  draft: null,
  item: { id: 80, image_url: "/media/80" },
  schema_version: { definition: { version: 1, labels: [], questions: [] } },
};
const LEASED = { outcome: "leased", assignment: ASSIGNMENT };
const AHEAD = { ...ASSIGNMENT, id: 9, item: { id: 90, image_url: "/media/90?early" } };
const ENTRY = {
  assignmentId: 7,
  document: EMPTY_DOCUMENT,
  revision: 1,
  isSaved: false,
  secondsSpent: 4,
};
const SUBMISSION = { document: EMPTY_DOCUMENT, secondsSpent: 4, key: "kept-key" };

it("sends what an earlier visit could not, with its key, before it claims", async () => {
  const journal = memoryJournal();
  await journal.write({ ...ENTRY, ownerId: 3, submission: SUBMISSION });
  const sent = fakeServer({
    "POST /api/v1/assignments/7/submit": { submission_id: 1, counts: true, state: "submitted" },
    "POST /api/v1/projects/2/next": LEASED,
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();

  expect(sent.map(({ route }) => route)).toEqual([
    "POST /api/v1/assignments/7/submit",
    "POST /api/v1/projects/2/next",
    "POST /api/v1/projects/2/next",
  ]);
  expect(sent.slice(1).map(({ body }) => body)).toEqual([{ prefetch: false }, { prefetch: true }]);
  expect(sent[0]?.headers.get("Idempotency-Key")).toBe("kept-key");
  expect(await journal.read(7)).toBeUndefined();
  expect(loop.state.kind).toBe("working");
});

it("shows both versions where another device drew after what an earlier visit could not send", async () => {
  const journal = memoryJournal();
  const mine = { ...EMPTY_DOCUMENT, answers: { note: "mine" } };
  const document = { ...EMPTY_DOCUMENT, answers: { note: "theirs" } };
  const theirs = { revision: 3, document, window_id: "elsewhere" };
  await journal.write({
    ...ENTRY,
    assignmentId: 8,
    document: mine,
    ownerId: 3,
    submission: { ...SUBMISSION, document: mine, draftRevision: 1 },
  });
  const conflict = { title: "Changed", status: 409, code: "draft_conflict", draft: theirs };
  fakeServer({
    "POST /api/v1/assignments/8/submit": json(conflict, 409),
    "POST /api/v1/projects/2/next": {
      outcome: "leased",
      assignment: { ...ASSIGNMENT, draft: theirs },
    },
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();

  expect(loop.refusal).toBeNull();
  expect(loop.state).toMatchObject({
    kind: "working",
    task: { start: { document: mine, isUnsaved: true, other: theirs } },
  });
});

it("sends an answer of an earlier visit over a draft that its own window had saved", async () => {
  const journal = memoryJournal();
  const submission = { ...SUBMISSION, draftRevision: 1 };
  await journal.write({ ...ENTRY, ownerId: 3, windowId: "here", edit: 2, submission });
  const own = { revision: 2, document: EMPTY_DOCUMENT, window_id: "here/1" };
  const conflict = { title: "Changed", status: 409, code: "draft_conflict", draft: own };
  const taken = { submission_id: 1, counts: true, state: "submitted" };
  const sent = fakeServer({
    "POST /api/v1/assignments/7/submit": ({ body }: { body: { draft_revision: number } }) =>
      body.draft_revision === 2 ? taken : json(conflict, 409),
    "POST /api/v1/projects/2/next": LEASED,
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();

  const submits = sent.filter(({ route }) => route.endsWith("/submit"));
  expect(submits.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual([
    "kept-key",
    "kept-key",
  ]);
  expect(loop.refusal).toBeNull();
  expect(await journal.read(7)).toBeUndefined();
});

it("tells of an earlier submission that was not taken", async () => {
  const journal = memoryJournal();
  await journal.write({ ...ENTRY, ownerId: 3, submission: SUBMISSION });
  const refusal = {
    title: "Somebody else had the place",
    status: 409,
    code: "assignment_conflict",
  };
  fakeServer({
    "POST /api/v1/assignments/7/submit": json(refusal, 409),
    "POST /api/v1/projects/2/next": LEASED,
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();

  expect(loop.refusal).toMatchObject(refusal);
  expect(loop.state.kind).toBe("working");
  expect(await journal.read(7)).toBeUndefined();
});

it("keeps what is refused only for now, tells it once, and sends it with the next claim", async () => {
  const journal = memoryJournal();
  await journal.write({ ...ENTRY, ownerId: 3, submission: SUBMISSION });
  const refusal = { title: "You cannot work here", status: 403, code: "not_eligible" };
  let isPaused = true;
  const sent = fakeServer({
    "POST /api/v1/assignments/7/submit": () =>
      isPaused
        ? json(refusal, 403)
        : { submission_id: 1, counts: true, state: "submitted", has_feedback: false },
    "POST /api/v1/projects/2/next": NOTHING_LEFT,
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();
  expect(loop.refusal).toMatchObject(refusal);
  loop.forgetRefusal();
  await loop.claim();
  expect(loop.refusal).toBeNull();
  expect(await journal.read(7)).toBeDefined();
  isPaused = false;
  await loop.claim();

  expect(await journal.read(7)).toBeUndefined();
  const keys = sent
    .filter(({ route }) => route.endsWith("/submit"))
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toEqual(["kept-key", "kept-key", "kept-key"]);
});

it("sends nobody's work under another name", async () => {
  const journal = memoryJournal();
  await journal.write({ ...ENTRY, ownerId: 99, submission: SUBMISSION });
  const sent = fakeServer({ "POST /api/v1/projects/2/next": LEASED });

  await new TaskLoop(2, 3, { open: async () => journal, load: () => undefined }).claim();

  expect(sent.map(({ route }) => route)).not.toContain("POST /api/v1/assignments/7/submit");
  expect(await journal.read(7)).toBeDefined();
});

it("begins with what this device kept", async () => {
  const journal = memoryJournal();
  const document = { ...EMPTY_DOCUMENT, answers: { texture: "brick" } };
  await journal.write({
    ...ENTRY,
    assignmentId: 8,
    revision: 0,
    document,
    ownerId: 3,
    submission: null,
  });
  fakeServer({ "POST /api/v1/projects/2/next": LEASED });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();

  expect(loop.state).toMatchObject({
    task: { start: { document, isUnsaved: true, secondsSpent: 4 } },
  });
});

it("says why there is no task, and what failed", async () => {
  const empty = {
    outcome: "empty",
    reason: "paused",
    detail: "Back on Monday.",
    retry_after_seconds: null,
    is_restricted: false,
  };
  fakeServer({ "POST /api/v1/projects/2/next": empty });
  const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => undefined });
  await loop.claim();
  expect(loop.state).toEqual({ kind: "empty", claim: empty, after: null });

  fakeServer({
    "POST /api/v1/projects/2/next": json(
      { title: "No such project", status: 404, code: "not_found" },
      404,
    ),
  });
  await loop.claim();

  expect(loop.state).toMatchObject({ kind: "failed", problem: { status: 404 } });
});

it("loads the next picture while a task is open, and shows the one that is loaded", async () => {
  const loaded: string[] = [];
  let claims = 0;
  const promoted = { ...AHEAD, item: { id: 90, image_url: "/media/90?later" } };
  fakeServer({
    "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) => {
      const isAhead = (body as { prefetch: boolean }).prefetch;
      if (isAhead) return claims === 1 ? { outcome: "leased", assignment: AHEAD } : NOTHING_LEFT;
      claims += 1;
      return claims === 1 ? LEASED : { outcome: "leased", assignment: promoted };
    },
  });
  const loop = new TaskLoop(2, 3, {
    open: async () => memoryJournal(),
    load: (url) => loaded.push(url),
  });

  await loop.claim();
  expect(loop.state).toMatchObject({ task: { assignment: { id: 8 } } });
  await loop.claim();

  expect(loaded).toEqual(["/media/90?early"]);
  expect(loop.state).toMatchObject({
    kind: "working",
    task: { assignment: { id: 9, item: { image_url: "/media/90?early" } } },
  });
});

it("works on when nothing can be prefetched, and lets go of what was when the person stops", async () => {
  const sent = fakeServer({
    "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) =>
      (body as { prefetch: boolean }).prefetch
        ? json({ title: "Busy", status: 500, code: "error" }, 500)
        : LEASED,
  });
  const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => undefined });
  await loop.claim();
  expect(loop.state.kind).toBe("working");
  await loop.letGo();
  expect(sent.map(({ route }) => route)).not.toContain("POST /api/v1/assignments/9/release");

  const again = fakeServer({
    "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) =>
      (body as { prefetch: boolean }).prefetch ? { outcome: "leased", assignment: AHEAD } : LEASED,
    "POST /api/v1/assignments/9/release": new Response(null, { status: 204 }),
  });
  await loop.claim();
  await loop.letGo();

  expect(again.at(-1)?.route).toBe("POST /api/v1/assignments/9/release");
});

it("gives back what was on its way to it when the person stopped, and not when they went on", async () => {
  for (const stops of [true, false]) {
    let arrive: (answer: object) => void = () => undefined;
    const onItsWay = new Promise<object>((resolve) => (arrive = resolve));
    const sent = fakeServer({
      "POST /api/v1/projects/2/next": ({ body }: { body: unknown }) =>
        (body as { prefetch: boolean }).prefetch ? onItsWay : LEASED,
      "POST /api/v1/assignments/9/release": new Response(null, { status: 204 }),
    });
    const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => undefined });
    const claiming = loop.claim();
    await vi.waitFor(() => expect(sent).toHaveLength(2));

    const next = stops ? loop.letGo() : loop.claim();
    arrive({ outcome: "leased", assignment: AHEAD });
    await Promise.all([claiming, next]);

    const released = sent.filter(({ route }) => route === "POST /api/v1/assignments/9/release");
    expect(released).toHaveLength(stops ? 1 : 0);
  }
});

it("begins with a model's draft where the project has some, and asks other projects once", async () => {
  const draft = { ...EMPTY_DOCUMENT, answers: { texture: "brick" } };
  const leased = {
    outcome: "leased",
    assignment: { ...ASSIGNMENT, step: "draw", sent_back: null, subject: null },
  };
  const sent = fakeServer({
    "POST /api/v1/projects/2/next": leased,
    "GET /api/v1/projects/2/suggesting": { is_suggesting: true },
    "POST /api/v1/assignments/8/suggestion": { suggestion: { source_name: "M", document: draft } },
    "POST /api/v1/projects/3/next": leased,
    "GET /api/v1/projects/3/suggesting": { is_suggesting: false },
  });
  const options = { open: async () => memoryJournal(), load: () => undefined };
  const suggesting = new TaskLoop(2, 3, options);
  const plain = new TaskLoop(3, 3, options);

  await suggesting.claim();
  await plain.claim();
  await plain.claim();

  expect(suggesting.state).toMatchObject({ task: { start: { document: draft, revision: 0 } } });
  expect(plain.state).toMatchObject({ task: { start: { document: EMPTY_DOCUMENT } } });
  const asked = sent.map(({ route }) => route).filter((route) => /suggest/.test(route));
  expect(asked).toEqual([
    "GET /api/v1/projects/2/suggesting",
    "POST /api/v1/assignments/8/suggestion",
    "GET /api/v1/projects/3/suggesting",
  ]);
});

it("goes on without a draft where it cannot be had", async () => {
  fakeServer({
    "POST /api/v1/projects/2/next": {
      outcome: "leased",
      assignment: { ...ASSIGNMENT, step: "draw", sent_back: null, subject: null },
    },
    "GET /api/v1/projects/2/suggesting": { is_suggesting: true },
    "POST /api/v1/assignments/8/suggestion": new Response(null, { status: 500 }),
  });
  const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => undefined });

  await loop.claim();

  expect(loop.state).toMatchObject({ kind: "working", task: { suggestion: null } });
});

it("looks into the journal at first, and again only when something was kept", async () => {
  const journal = memoryJournal();
  const looked = vi.spyOn(journal, "waiting");
  const sent = fakeServer({
    "POST /api/v1/assignments/7/submit": { submission_id: 1, counts: true, state: "submitted" },
    "POST /api/v1/projects/2/next": LEASED,
  });
  const loop = new TaskLoop(2, 3, { open: async () => journal, load: () => undefined });

  await loop.claim();
  await loop.claim();
  const before = looked.mock.calls.length;
  await journal.write({ ...ENTRY, ownerId: 3, submission: SUBMISSION });
  loop.expectWaiting();
  await loop.claim();

  expect([before, looked.mock.calls.length]).toEqual([1, 2]);
  expect(sent.filter(({ route }) => route.endsWith("/7/submit"))).toHaveLength(1);
});

it("holds the picture that was loaded ahead for as long as its task is worked on", async () => {
  const picture = { isDecoded: true };
  const ahead = { outcome: "leased", assignment: AHEAD };
  let isFirst = true;
  fakeServer({
    "POST /api/v1/projects/2/next": ({ body }: { body: { prefetch: boolean } }) => {
      if (body.prefetch) return isFirst ? ahead : NOTHING_LEFT;
      return isFirst ? LEASED : ahead;
    },
  });
  const loop = new TaskLoop(2, 3, { open: async () => memoryJournal(), load: () => picture });
  await loop.claim();
  isFirst = false;

  await loop.claim();

  expect(loop.state).toMatchObject({ kind: "working", task: { picture } });
});
