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
