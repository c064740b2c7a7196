/**
 * What somebody is in the middle of, over a closed tab: in IndexedDB, for 30 days, under the
 * person's name, so that nobody who signs in after them finds it. Where the browser keeps nothing it
 * lasts as long as the page, and as `kept-in-tab` has it.
 */

import { deviceStore } from "@/api/indexed-db";
import { ignoringStorage } from "@/api/journal";
import { serverNow } from "@/api/server-clock";
import { type TabKey, tabKey } from "./kept-in-tab";

const DATABASE = "guildmark-kept";
const STORE = "kept";
const KEPT_MS = 30 * 24 * 3_600_000;

interface Entry {
  readonly key: TabKey;
  readonly value: unknown;
  /** When it was kept, in ms. */
  readonly at: number;
}

interface Shelf {
  read(key: TabKey): Promise<Entry | undefined>;
  all(): Promise<readonly Entry[]>;
  write(entry: Entry): Promise<void>;
  drop(keys: readonly TabKey[]): Promise<void>;
}

/** Null where nothing is kept. */
export async function readOnDevice(key: TabKey): Promise<unknown> {
  try {
    const entry = await (await shelf()).read(key);
    return entry?.value ?? null;
  } catch (error) {
    ignoringStorage(error);
    return null;
  }
}

/** Null takes away what is kept. What the browser has no room for is not kept. */
export async function keepOnDevice(key: TabKey, value: unknown): Promise<void> {
  try {
    const there = await shelf();
    await (value === null ? there.drop([key]) : there.write({ key, value, at: serverNow() }));
  } catch (error) {
    ignoringStorage(error);
  }
}

/** Everything of one person goes. */
export async function forgetOnDevice(ownerId: number): Promise<void> {
  try {
    const there = await shelf();
    const mine = (await there.all()).filter(({ key }) => key.startsWith(tabKey(ownerId, "")));
    await there.drop(mine.map(({ key }) => key));
  } catch (error) {
    ignoringStorage(error);
  }
}

let opening: Promise<Shelf> | null = null;

function shelf(): Promise<Shelf> {
  return (opening ??= opened());
}

/** The best one this browser has, without what is too old. */
async function opened(): Promise<Shelf> {
  if (!("indexedDB" in globalThis)) return memoryShelf();
  const found = indexedDbShelf();
  try {
    const old = (await found.all()).filter(({ at }) => at < serverNow() - KEPT_MS);
    await found.drop(old.map(({ key }) => key));
    return found;
  } catch (error) {
    if (error instanceof DOMException) return memoryShelf();
    throw error;
  }
}

function indexedDbShelf(): Shelf {
  const { ask, change } = deviceStore(DATABASE, STORE, "key");
  return {
    read: (key) => ask<Entry | undefined>((store) => store.get(key)),
    all: () => ask<Entry[]>((store) => store.getAll()),
    write: (entry) => change((store) => store.put(entry)),
    drop: (keys) =>
      change((store) => {
        for (const key of keys) store.delete(key);
      }),
  };
}

function memoryShelf(): Shelf {
  const entries = new Map<TabKey, Entry>();
  return {
    read: async (key) => entries.get(key),
    all: async () => [...entries.values()],
    write: async (entry) => void entries.set(entry.key, entry),
    drop: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
  };
}
