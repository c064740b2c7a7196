import { afterEach, expect, it, vi } from "vitest";
import type * as OnDevice from "./kept-on-device";

afterEach(() => void vi.unstubAllGlobals());

/** A store that is read as often as this, and then no more. */
function storeThatFailsAfter(reads: number) {
  let left = reads;
  type Answer = Record<"onsuccess" | "onerror", (() => void) | undefined>;
  const answering = (result: unknown, error: DOMException | null = null) => {
    const request = { result, error } as unknown as Answer; // what is read of it
    setTimeout(() => (error === null ? request.onsuccess : request.onerror)?.());
    return request;
  };
  const transaction = () => {
    const made: { objectStore: unknown; oncomplete?: () => void } = {
      objectStore: () => ({
        getAll: () =>
          left-- > 0 ? answering([]) : answering(null, new DOMException("Gone", "UnknownError")),
      }),
    };
    setTimeout(() => made.oncomplete?.(), 5);
    return made;
  };
  return { open: () => answering({ transaction }) };
}

/** One that has not looked yet what this browser has: other tests share the usual one. */
const anew = (name: string): Promise<typeof OnDevice> =>
  import(/* @vite-ignore */ `./kept-on-device?${name}`);

it.each([0, 1])("forgets without a word where a store fails after %i reads", async (reads) => {
  vi.stubGlobal("indexedDB", storeThatFailsAfter(reads));
  const { forgetOnDevice } = await anew(`fails-after-${reads}`);

  await expect(forgetOnDevice(3)).resolves.toBeUndefined();
});
