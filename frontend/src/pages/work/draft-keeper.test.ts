import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryJournal } from "@/api/journal";
import { Problem, unreachable } from "@/api/problem";
import type { Draft } from "@/api/work";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { DraftKeeper, startOf } from "./draft-keeper";

const answered = (note: string): AnnotationDocument => ({ ...EMPTY_DOCUMENT, answers: { note } });

function keeperWith(save: (id: number, draft: Draft) => Promise<{ revision: number }>) {
  const journal = memoryJournal();
  const keeper = new DraftKeeper({
    assignmentId: 7,
    ownerId: 3,
    journal,
    windowId: "here",
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
      [7, { revision: 4, document: answered("b"), window_id: "here" }],
    ]);
    expect(keeper.state.kind).toBe("saved");
    expect(await journal.read(7)).toMatchObject({ isSaved: true, revision: 5, windowId: "here" });
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

    const same = { revision: 4, document: answered("a"), window_id: "here" };
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
      { revision: 4, document: answered("mended"), window_id: "here" },
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
      { revision: 9, document: answered("mine"), window_id: "here" },
    ]);
    expect(keeper.state.kind).toBe("saved");
  });

  it("knows its own draft again when the answer to it was lost", async () => {
    const own: Draft = { revision: 5, document: answered("first"), window_id: "here" };
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
      { revision: 5, document: answered("second"), window_id: "here" },
    ]);
    expect(keeper.state.kind).toBe("saved");
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
  const draft = { revision: 4, document: answered("server"), window_id: "here" };
  const kept = {
    document: answered("device"),
    revision: 4,
    windowId: "here",
    isSaved: false,
    secondsSpent: 50,
  };

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
    const own = { revision: 5, document: answered("a moment before"), window_id: "here" };

    expect(startOf(own, kept, EMPTY_DOCUMENT)).toMatchObject({
      document: kept.document,
      revision: 5,
      isUnsaved: true,
      other: null,
    });
  });

  it("takes nothing for its own where no window was named", () => {
    const unnamed = { revision: 5, document: answered("elsewhere"), window_id: "" };

    expect(startOf(unnamed, { ...kept, windowId: "" }, EMPTY_DOCUMENT).other).toEqual(unnamed);
  });
});
