import { expect, it } from "vitest";
import { memoryJournal } from "@/api/journal";
import { EMPTY_DOCUMENT } from "@/model/document";
import { fakeServer, json } from "@/testing/fakeServer";
import { TaskLoop } from "./task-loop";

const ASSIGNMENT = {
  id: 8,
  draft: null,
  schema_version: { definition: { version: 1, labels: [], questions: [] } },
};
const LEASED = { outcome: "leased", assignment: ASSIGNMENT };
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
  const loop = new TaskLoop(2, 3, async () => journal);

  await loop.claim();

  expect(sent.map(({ route }) => route)).toEqual([
    "POST /api/v1/assignments/7/submit",
    "POST /api/v1/projects/2/next",
  ]);
  expect(sent[0]?.headers.get("Idempotency-Key")).toBe("kept-key");
  expect(await journal.read(7)).toBeUndefined();
  expect(loop.state.kind).toBe("working");
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
  const loop = new TaskLoop(2, 3, async () => journal);

  await loop.claim();

  expect(loop.refusal).toMatchObject(refusal);
  expect(loop.state.kind).toBe("working");
  expect(await journal.read(7)).toBeUndefined();
});

it("sends nobody's work under another name", async () => {
  const journal = memoryJournal();
  await journal.write({ ...ENTRY, ownerId: 99, submission: SUBMISSION });
  const sent = fakeServer({ "POST /api/v1/projects/2/next": LEASED });

  await new TaskLoop(2, 3, async () => journal).claim();

  expect(sent.map(({ route }) => route)).toEqual(["POST /api/v1/projects/2/next"]);
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
  const loop = new TaskLoop(2, 3, async () => journal);

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
  };
  fakeServer({ "POST /api/v1/projects/2/next": empty });
  const loop = new TaskLoop(2, 3, async () => memoryJournal());
  await loop.claim();
  expect(loop.state).toEqual({ kind: "empty", claim: empty });

  fakeServer({
    "POST /api/v1/projects/2/next": json(
      { title: "No such project", status: 404, code: "not_found" },
      404,
    ),
  });
  await loop.claim();

  expect(loop.state).toMatchObject({ kind: "failed", problem: { status: 404 } });
});
