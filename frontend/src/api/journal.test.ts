import { expect, it, vi } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { indexedDbJournal } from "./journal";

const ENTRY = {
  assignmentId: 7,
  ownerId: 3,
  document: EMPTY_DOCUMENT,
  revision: 4,
  isSaved: false,
  secondsSpent: 1,
  submission: null,
};

type Listeners = Record<string, (() => void) | null>;

/** A database whose requests succeed, and whose transactions end as they are told to. */
function databaseThat(ends: "oncomplete" | "onabort", error: DOMException | null) {
  const succeeding = (result: unknown): unknown => {
    const request: Listeners & { result: unknown } = { result } as never;
    setTimeout(() => request.onsuccess?.());
    return request;
  };
  const transaction = () => {
    const made = {
      error,
      objectStore: () => ({ put: () => succeeding(7) }),
    } as unknown as Listeners;
    setTimeout(() => made[ends]?.(), 5);
    return made;
  };
  return { open: () => succeeding({ transaction }) };
}

it("has written what the disk has taken, not what it was asked to take", async () => {
  const full = new DOMException("Full", "QuotaExceededError");
  vi.stubGlobal("indexedDB", databaseThat("oncomplete", null));
  await expect(indexedDbJournal().write(ENTRY)).resolves.toBeUndefined();
  vi.stubGlobal("indexedDB", databaseThat("onabort", full));

  await expect(indexedDbJournal().write(ENTRY)).rejects.toBe(full);

  vi.unstubAllGlobals();
});

it("says once that the browser keeps nothing, of anything but a full disk", async () => {
  async function timesTold(error: DOMException) {
    vi.stubGlobal("indexedDB", databaseThat("onabort", error));
    const journal = indexedDbJournal();
    const told = vi.fn();
    journal.health?.subscribe(told);
    await expect(journal.write(ENTRY)).rejects.toBe(error);
    await expect(journal.write(ENTRY)).rejects.toBe(error);
    return told.mock.calls.length;
  }

  expect(await timesTold(new DOMException("Full", "QuotaExceededError"))).toBe(0);
  expect(await timesTold(new DOMException("Gone", "UnknownError"))).toBe(1);

  vi.unstubAllGlobals();
});
