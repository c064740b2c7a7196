import { expect, it } from "vitest";
import { memoryJournal } from "@/api/journal";
import { EMPTY_DOCUMENT } from "@/model/document";
import { fakeServer, json } from "@/testing/fakeServer";
import { TaskLoop } from "./task-loop";

const ASSIGNMENT = {
  id: 8,
  draft: null,
  item: { id: 80, image_url: "/media/80" },
  schema_version: { definition: { version: 1, labels: [], questions: [] } },
};
const SUBMISSION = { document: EMPTY_DOCUMENT, secondsSpent: 4, key: "kept-key" };
const ENTRY = {
  assignmentId: 7,
  ownerId: 3,
  windowId: "here",
  edit: 1,
  document: EMPTY_DOCUMENT,
  revision: 1,
  isSaved: false,
  secondsSpent: 4,
  submission: SUBMISSION,
};

it.each([
  { ends: "taken", isOver: false },
  { ends: "drawn on elsewhere since", isOver: true },
])("claims also where a full disk keeps what was $ends", async ({ isOver }) => {
  const journal = memoryJournal();
  await journal.write(ENTRY);
  const full = async () => Promise.reject(new DOMException("Full", "QuotaExceededError"));
  const refused = { ...journal, write: full, drop: full };
  const theirs = { revision: 3, document: EMPTY_DOCUMENT, window_id: "elsewhere" };
  const conflict = { title: "Changed", status: 409, code: "draft_conflict", draft: theirs };
  const taken = { submission_id: 1, counts: true, state: "submitted" };
  fakeServer({
    "POST /api/v1/assignments/7/submit": isOver ? json(conflict, 409) : taken,
    "POST /api/v1/projects/2/next": { outcome: "leased", assignment: ASSIGNMENT },
  });
  const loop = new TaskLoop(2, 3, { open: async () => refused, load: () => undefined });

  await loop.claim();

  expect(loop.state.kind).toBe("working");
  expect(await journal.read(7)).toEqual(ENTRY);
});
