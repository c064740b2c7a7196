import { expect, it, vi } from "vitest";
import { memoryJournal } from "@/api/journal";
import { Problem, unreachable } from "@/api/problem";
import type { Draft, saveDraft, submitAssignment, Submission } from "@/api/work";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { DraftKeeper } from "./draft-keeper";
import { handIn } from "./hand-in";
import { OwnWindow } from "./own-window";
import { SubmissionSender } from "./submission-sender";

const answered = (note: string): AnnotationDocument => ({ ...EMPTY_DOCUMENT, answers: { note } });
const TAKEN = { submission_id: 1, counts: true, state: "submitted", has_feedback: false } as const;

function conflict(draft: Draft): Problem {
  const title = "This draft was changed in another window";
  return new Problem({ title, status: 409, code: "draft_conflict" }, null, { draft });
}

/** A keeper at revision 4, and a server that answers each try in turn. */
function deskWith(answers: readonly (Problem | typeof TAKEN)[], save: typeof saveDraft = vi.fn()) {
  const journal = memoryJournal();
  const keeper = new DraftKeeper({
    assignmentId: 7,
    ownerId: 3,
    journal,
    ownWindow: new OwnWindow("here"),
    revision: 4,
    document: EMPTY_DOCUMENT,
    secondsSpent: () => 12,
    save,
  });
  const left = [...answers];
  const send = vi.fn<(id: number, submission: Submission) => Promise<unknown>>(async () => {
    const answer = left.shift();
    if (answer instanceof Problem) throw answer;
    return answer;
  });
  const sender = new SubmissionSender(send as unknown as typeof submitAssignment);
  return { by: { assignmentId: 7, keeper, sender }, send, journal };
}

function answerOf(keeper: DraftKeeper): Submission {
  const { draftRevision } = keeper;
  return { document: answered("mine"), secondsSpent: 12, draftRevision, key: "once" };
}

it("opens the work again with both, when another device has drawn meanwhile", async () => {
  const other = { revision: 6, document: answered("theirs"), window_id: "elsewhere" };
  const { by, send, journal } = deskWith([conflict(other)]);
  by.keeper.changed(answered("mine"));

  const sent = await handIn(answerOf(by.keeper), by);

  expect(sent).toBe("refused");
  expect(send.mock.calls.map(([, { draftRevision }]) => draftRevision)).toEqual([4]);
  expect(by.keeper.state).toEqual({ kind: "conflict", other });
  expect(by.sender.state.kind).toBe("idle");
  expect(await journal.read(7)).toMatchObject({ document: answered("mine"), submission: null });
});

it("goes out over the draft of a save that is under way, not into a conflict with it", async () => {
  vi.useFakeTimers();
  let answer: (saved: { revision: number }) => void = () => undefined;
  const slow = vi.fn(() => new Promise((resolve) => (answer = resolve)));
  const { by, send } = deskWith([TAKEN], slow as unknown as typeof saveDraft);
  by.keeper.changed(answered("mine"));
  await vi.advanceTimersByTimeAsync(1600);

  const sending = handIn(answerOf(by.keeper), by);
  await vi.advanceTimersByTimeAsync(100);
  expect(send).not.toHaveBeenCalled();
  answer({ revision: 5 });
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();

  expect(await sending).toBe("submitted");
  expect(send.mock.calls.map(([, { draftRevision }]) => draftRevision)).toEqual([5]);
});

it("waits no longer than a second for a save that is not answered", async () => {
  vi.useFakeTimers();
  const lost = vi.fn(() => new Promise(() => undefined));
  const { by, send } = deskWith([TAKEN], lost as unknown as typeof saveDraft);
  by.keeper.changed(answered("mine"));
  await vi.advanceTimersByTimeAsync(1600);

  const sending = handIn(answerOf(by.keeper), by);
  await vi.advanceTimersByTimeAsync(1100);
  vi.useRealTimers();

  expect(await sending).toBe("submitted");
  expect(send.mock.calls.map(([, { draftRevision }]) => draftRevision)).toEqual([4]);
});

it("sends again by the same key over a draft of its own that it heard nothing of", async () => {
  vi.useFakeTimers();
  const own = { revision: 5, document: answered("mine, before"), window_id: "here/1" };
  const lost = vi.fn(async () => {
    throw unreachable(new TypeError("no network"));
  });
  const { by, send } = deskWith([conflict(own), TAKEN], lost);
  by.keeper.changed(own.document);
  await vi.advanceTimersByTimeAsync(1600);
  vi.useRealTimers();
  by.keeper.changed(answered("mine"));

  const sent = await handIn(answerOf(by.keeper), by);

  expect(lost).toHaveBeenCalledOnce();
  expect(sent).toBe("submitted");
  expect(send.mock.calls.map(([, { draftRevision, key }]) => [draftRevision, key])).toEqual([
    [4, "once"],
    [5, "once"],
  ]);
});

it.each([
  { order: "before", answers: [TAKEN], revisions: [5] },
  {
    order: "after",
    answers: [conflict({ revision: 5, document: answered("mine, before"), window_id: "here/1" }), TAKEN], // prettier-ignore
    revisions: [4, 5],
  },
])(
  "goes over a draft of its own whose answer comes $order the server has what is handed in",
  async ({ order, answers, revisions }) => {
    vi.useFakeTimers();
    let answer: (saved: { revision: number }) => void = () => undefined;
    const slow = vi.fn(() => new Promise<{ revision: number }>((resolve) => (answer = resolve)));
    const { by, send } = deskWith(answers, slow);
    by.keeper.changed(answered("mine, before"));
    await vi.advanceTimersByTimeAsync(1600);
    vi.useRealTimers();
    by.keeper.changed(answered("mine"));
    const submission = answerOf(by.keeper);
    if (order === "before") answer({ revision: 5 });

    const sent = await handIn(submission, by);
    if (order === "after") answer({ revision: 5 });

    expect(slow).toHaveBeenCalledOnce();
    expect(sent).toBe("submitted");
    expect(send.mock.calls.map(([, { draftRevision, key }]) => [draftRevision, key])).toEqual(
      revisions.map((revision) => [revision, "once"]),
    );
  },
);
