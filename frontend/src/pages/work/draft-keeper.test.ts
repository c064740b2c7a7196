import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryJournal, type JournalEntry } from "@/api/journal";
import { Problem, unreachable } from "@/api/problem";
import type { Draft } from "@/api/work";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { DraftKeeper, startOf } from "./draft-keeper";
import { OwnWindow } from "./own-window";

const answered = (note: string): AnnotationDocument => ({ ...EMPTY_DOCUMENT, answers: { note } });

function keeperWith(
  save: (id: number, draft: Draft) => Promise<{ revision: number }>,
  { journal = memoryJournal(), ownWindow = new OwnWindow("here") } = {},
) {
  const keeper = new DraftKeeper({
    assignmentId: 7,
    ownerId: 3,
    journal,
    ownWindow,
    revision: 4,
    document: EMPTY_DOCUMENT,
    secondsSpent: () => 12,
    save,
  });
  return { keeper, journal };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the keeper of drafts", () => {
  it("writes every edit into the journal at once, and to the server within 3 seconds", async () => {
    const save = vi.fn(async (_id: number, draft: Draft) => ({ revision: draft.revision + 1 }));
    const { keeper, journal } = keeperWith(save);

    keeper.changed(answered("a"));
    keeper.changed(answered("b"));

    expect(await journal.read(7)).toMatchObject({
      document: answered("b"),
      isSaved: false,
      revision: 4,
    });
    expect(keeper.state.kind).toBe("saving");
    await vi.advanceTimersByTimeAsync(3000);
    expect(save.mock.calls).toEqual([
      [7, { revision: 4, document: answered("b"), window_id: "here/2" }],
    ]);
    expect(keeper.state.kind).toBe("saved");
    expect(await journal.read(7)).toMatchObject({
      isSaved: true,
      revision: 5,
      windowId: "here",
      edit: 2,
    });
  });

  it("keeps a shape under way on this device, and forgets it once the work is sent", async () => {
    const save = vi.fn(async (_id: number, draft: Draft) => ({ revision: draft.revision + 1 }));
    const { keeper, journal } = keeperWith(save);
    const unfinished = { kind: "polygon", label: "lake", runs: [[[1, 2]]], hollowedId: null } as const; // prettier-ignore

    keeper.unfinishedChanged(unfinished);
    expect(await journal.read(7)).toMatchObject({ unfinished, isSaved: true });
    keeper.changed(answered("a"));
    const kept = await journal.read(7);
    expect(kept).toMatchObject({ unfinished, isSaved: false });

    const same = { revision: 4, document: answered("a"), window_id: "here/1" };
    const later = { revision: 5, document: EMPTY_DOCUMENT, window_id: "elsewhere" };
    expect(startOf(same, kept, EMPTY_DOCUMENT)).toMatchObject({ unfinished });
    expect(startOf(later, kept, EMPTY_DOCUMENT)).toMatchObject({ unfinished: null });
    await keeper.sealed({ document: answered("a"), secondsSpent: 1, key: "k" });
    expect(await journal.read(7)).toMatchObject({ unfinished: null });
    expect(save).not.toHaveBeenCalled();
  });

  it("goes on trying while the server does not answer, and says it is on this device", async () => {
    const save = vi
      .fn<(id: number, draft: Draft) => Promise<{ revision: number }>>()
      .mockRejectedValueOnce(unreachable(null))
      .mockResolvedValue({ revision: 5 });
    const { keeper } = keeperWith(save);

    keeper.changed(answered("a"));
    await vi.advanceTimersByTimeAsync(1500);
    expect(keeper.state.kind).toBe("on_device");
    await vi.advanceTimersByTimeAsync(2000);

    expect(keeper.state.kind).toBe("saved");
  });

  it("saves again once an outline that crossed itself is mended", async () => {
    const crossed = new Problem({
      title: "It crosses itself",
      status: 422,
      code: "wrong_document",
    });
    const save = vi
      .fn<(id: number, draft: Draft) => Promise<{ revision: number }>>()
      .mockRejectedValueOnce(crossed)
      .mockResolvedValue({ revision: 5 });
    const { keeper } = keeperWith(save);

    keeper.changed(answered("crossed"));
    await vi.advanceTimersByTimeAsync(10_000);
    const meanwhile = [keeper.state.kind, save.mock.calls.length];
    keeper.changed(answered("mended"));
    await vi.advanceTimersByTimeAsync(3000);

    expect(meanwhile).toEqual(["on_device", 1]);
    expect(save.mock.lastCall).toEqual([
      7,
      { revision: 4, document: answered("mended"), window_id: "here/2" },
    ]);
    expect(keeper.state.kind).toBe("saved");
  });

  it("shows a conflict and writes over it only when told to", async () => {
    const other: Draft = { revision: 9, document: answered("theirs"), window_id: "elsewhere" };
    const refusal = { title: "Conflict", status: 409, code: "draft_conflict", draft: other };
    const save = vi
      .fn<(id: number, draft: Draft) => Promise<{ revision: number }>>()
      .mockRejectedValueOnce(new Problem(refusal))
      .mockResolvedValue({ revision: 10 });
    const { keeper } = keeperWith(save);

    keeper.changed(answered("mine"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keeper.state).toEqual({ kind: "conflict", other });
    expect(save).toHaveBeenCalledTimes(1);

    keeper.keepOwn();
    await vi.advanceTimersByTimeAsync(0);
    expect(save.mock.calls[1]).toEqual([
      7,
      { revision: 9, document: answered("mine"), window_id: "here/1" },
    ]);
    expect(keeper.state.kind).toBe("saved");
  });

  it("knows its own draft again when the answer to it was lost", async () => {
    const own: Draft = { revision: 5, document: answered("first"), window_id: "here/1" };
    const refusal = { title: "Conflict", status: 409, code: "draft_conflict", draft: own };
    const save = vi
      .fn<(id: number, draft: Draft) => Promise<{ revision: number }>>()
      .mockRejectedValueOnce(unreachable(null))
      .mockRejectedValueOnce(new Problem(refusal))
      .mockResolvedValue({ revision: 6 });
    const { keeper } = keeperWith(save);

    keeper.changed(answered("first"));
    await vi.advanceTimersByTimeAsync(1500);
    keeper.changed(answered("second"));
    await vi.advanceTimersByTimeAsync(2000);

    expect(save.mock.calls.at(-1)).toEqual([
      7,
      { revision: 5, document: answered("second"), window_id: "here/2" },
    ]);
    expect(keeper.state.kind).toBe("saved");
  });

  it("sends what was due once more when its task is left, and no more after that", async () => {
    const save = vi.fn(async () => {
      throw unreachable(null);
    });
    const { keeper, journal } = keeperWith(save);

    keeper.changed(answered("a"));
    keeper.left();
    await vi.advanceTimersByTimeAsync(120_000);

    expect(save.mock.calls).toEqual([
      [7, { revision: 4, document: answered("a"), window_id: "here/1" }],
    ]);
    expect(await journal.read(7)).toMatchObject({ document: answered("a"), isSaved: false });
  });

  it("goes on where a screen that was left comes back", async () => {
    const save = vi.fn(async (_id: number, draft: Draft) => ({ revision: draft.revision + 1 }));
    const { keeper } = keeperWith(save);

    keeper.left();
    keeper.opened();
    keeper.changed(answered("a"));
    await vi.advanceTimersByTimeAsync(3000);

    expect(save).toHaveBeenCalledOnce();
    expect(keeper.state.kind).toBe("saved");
  });

  it("leaves an answer that is refused after its task was left to the next visit", async () => {
    const save = vi.fn(async (_id: number, draft: Draft) => ({ revision: draft.revision + 1 }));
    const { keeper, journal } = keeperWith(save);
    const submission = { document: answered("a"), secondsSpent: 30, key: "k" };

    keeper.changed(answered("a"));
    await keeper.sealed(submission);
    keeper.left();
    await keeper.reopened();
    await vi.advanceTimersByTimeAsync(3000);

    expect(save).not.toHaveBeenCalled();
    expect(await journal.waiting(3)).toMatchObject([{ submission }]);
  });

  it("sends an answer over a draft that was answered while the journal was written", async () => {
    let taken: (answer: { revision: number }) => void = () => undefined;
    const kept = memoryJournal();
    const journal = {
      ...kept,
      write: async (entry: JournalEntry) => {
        if (entry.submission !== null) taken({ revision: 5 });
        await new Promise((resolve) => setTimeout(resolve, 50));
        await kept.write(entry);
      },
    };
    const { keeper } = keeperWith(() => new Promise((resolve) => (taken = resolve)), { journal });
    const submission = { document: answered("a"), secondsSpent: 30, key: "k", draftRevision: 4 };

    keeper.changed(answered("a"));
    await vi.advanceTimersByTimeAsync(1500);
    const sealed = keeper.sealed(submission);
    await vi.advanceTimersByTimeAsync(3000);

    expect(await sealed).toEqual({ ...submission, draftRevision: 5 });
  });

  it("waits for the save that is under way, not for one before it that ends meanwhile", async () => {
    const answers: ((answer: { revision: number }) => void)[] = [];
    const { keeper } = keeperWith(() => new Promise((resolve) => answers.push(resolve)));
    const submission = { document: answered("b"), secondsSpent: 30, key: "k", draftRevision: 4 };

    keeper.changed(answered("a"));
    await vi.advanceTimersByTimeAsync(1500);
    keeper.changed(answered("b"));
    await vi.advanceTimersByTimeAsync(1500);
    answers[0]?.({ revision: 5 });
    await vi.advanceTimersByTimeAsync(0);
    const sealed = keeper.sealed(submission);
    await vi.advanceTimersByTimeAsync(100);
    answers[1]?.({ revision: 6 });
    await vi.advanceTimersByTimeAsync(3000);

    expect(answers).toHaveLength(2);
    expect(await sealed).toEqual({ ...submission, draftRevision: 6 });
  });

  it("never goes over what a keeper after it in the same window saved", async () => {
    const ownWindow = new OwnWindow("here");
    const server: Draft = { revision: 5, document: answered("second"), window_id: "here/2" };
    const refusal = { title: "Conflict", status: 409, code: "draft_conflict", draft: server };
    const save = vi
      .fn<(id: number, draft: Draft) => Promise<{ revision: number }>>()
      .mockRejectedValueOnce(unreachable(null))
      .mockRejectedValue(new Problem(refusal));
    const { keeper } = keeperWith(save, { ownWindow });

    keeper.changed(answered("first"));
    await vi.advanceTimersByTimeAsync(1500);
    keeperWith(async () => ({ revision: 5 }), { ownWindow }).keeper.changed(answered("second"));
    await vi.advanceTimersByTimeAsync(60_000);

    expect(keeper.state).toEqual({ kind: "conflict", other: server });
    expect(save).toHaveBeenCalledTimes(2);
  });

  it("keeps nothing older in the journal than what the server has, when the disk is full", async () => {
    const kept = memoryJournal();
    const journal = { ...kept, write: vi.fn(kept.write) };
    const save = vi.fn(async (_id: number, draft: Draft) => ({ revision: draft.revision + 1 }));
    const { keeper } = keeperWith(save, { journal });

    keeper.changed(answered("a"));
    await vi.advanceTimersByTimeAsync(0);
    journal.write.mockRejectedValue(new DOMException("Full", "QuotaExceededError"));
    keeper.changed(answered("b"));
    const before = await kept.read(7);
    await vi.advanceTimersByTimeAsync(3000);

    expect(before).toMatchObject({ document: answered("a") });
    expect(keeper.state.kind).toBe("saved");
    expect(await kept.read(7)).toBeUndefined();
  });

  it("keeps a submission in the journal until it is answered", async () => {
    const { keeper, journal } = keeperWith(async () => ({ revision: 5 }));
    const submission = { document: answered("a"), secondsSpent: 30, key: "k" };

    keeper.changed(answered("a"));
    await keeper.sealed(submission);

    expect(await journal.waiting(3)).toMatchObject([{ assignmentId: 7, submission }]);
    expect(await journal.waiting(99)).toEqual([]);
  });
});

describe("where work begins", () => {
  const draft = { revision: 4, document: answered("server"), window_id: "here/1" };
  const unnumbered = {
    document: answered("device"),
    revision: 4,
    windowId: "here",
    isSaved: false,
    secondsSpent: 50,
  };
  const kept = { ...unnumbered, edit: 3 };

  it("is the server's draft when this device kept nothing newer", () => {
    const saved = { ...kept, isSaved: true };

    expect(startOf(draft, saved, EMPTY_DOCUMENT)).toMatchObject({
      document: draft.document,
      isUnsaved: false,
    });
    expect(startOf(null, undefined, EMPTY_DOCUMENT)).toMatchObject({
      document: EMPTY_DOCUMENT,
      revision: 0,
    });
  });

  it("is what this device kept after the server's draft", () => {
    expect(startOf(draft, kept, EMPTY_DOCUMENT)).toEqual({
      document: kept.document,
      unfinished: null,
      revision: 4,
      secondsSpent: 50,
      course: [],
      isUnsaved: true,
      other: null,
    });
  });

  it("is one draft when the server says the same in another order of keys", () => {
    const same = { shapes: [], answers: { note: "device" }, version: 1, is_nothing_here: false };
    const later = { revision: 5, document: same as AnnotationDocument, window_id: "elsewhere" };

    expect(startOf(later, kept, EMPTY_DOCUMENT)).toMatchObject({
      revision: 5,
      isUnsaved: false,
      other: null,
    });
  });

  it("shows both when another device has saved in between", () => {
    const later = { revision: 6, document: answered("elsewhere"), window_id: "elsewhere" };

    expect(startOf(later, kept, EMPTY_DOCUMENT)).toMatchObject({
      document: kept.document,
      other: later,
    });
  });

  it("is what was drawn after a save that came through, where the tab ended before its answer", () => {
    const own = { revision: 5, document: answered("a moment before"), window_id: "here/2" };

    expect(startOf(own, kept, EMPTY_DOCUMENT)).toMatchObject({
      document: kept.document,
      revision: 5,
      isUnsaved: true,
      other: null,
    });
  });

  it("is the server's where the journal missed what the same window went on to draw", () => {
    const unfinished = { kind: "polygon", label: "lake", runs: [[[1, 2]]], hollowedId: null } as const; // prettier-ignore
    const later = { revision: 14, document: answered("nine edits on"), window_id: "here/12" };

    expect(startOf(later, { ...kept, unfinished }, EMPTY_DOCUMENT)).toMatchObject({
      document: later.document,
      unfinished: null,
      revision: 14,
      isUnsaved: false,
      other: null,
    });
  });

  it("shows both where nobody knows which edit of the window was kept, or saved", () => {
    const own = { revision: 5, document: answered("some time"), window_id: "here/2" };
    const before = { ...own, window_id: "here" };

    expect(startOf(own, unnumbered, EMPTY_DOCUMENT).other).toEqual(own);
    expect(startOf(before, kept, EMPTY_DOCUMENT).other).toEqual(before);
  });

  it("takes nothing for its own where no window was named", () => {
    const unnamed = { revision: 5, document: answered("elsewhere"), window_id: "" };

    expect(startOf(unnamed, { ...kept, windowId: "" }, EMPTY_DOCUMENT).other).toEqual(unnamed);
  });
});
