/**
 * The local journal: what is being drawn, kept in IndexedDB at every edit, and submissions that
 * have not reached the server yet. It survives a closed tab, a crash and a lost connection.
 */

import type { Course } from "@/model/course";
import type { AnnotationDocument } from "@/model/document";
import { listenedBy } from "@/model/listening";
import type { Unfinished } from "@/model/unfinished";
import { deviceStore } from "./indexed-db";
import type { Submission } from "./work";

export interface JournalEntry {
  readonly assignmentId: number;
  /** Whose work it is: a shared device sends nobody's answer under another name. */
  readonly ownerId: number;
  readonly document: AnnotationDocument;
  /** A shape under way, which is not in the document yet. */
  readonly unfinished?: Unfinished | null;
  /** The revision of the server's draft that this document came after. */
  readonly revision: number;
  /** The window it is drawn in, as drafts name it; entries of before have none. */
  readonly windowId?: string;
  /** Which edit of the window it is; entries of before have none. */
  readonly edit?: number;
  /** The server has this very document. */
  readonly isSaved: boolean;
  readonly secondsSpent: number;
  /** When its shapes came; entries of before have none. */
  readonly course?: Course;
  /** Set once it was submitted, until the server has answered. */
  readonly submission: Submission | null;
}

const DATABASE = "guildmark-work";
const STORE = "assignments";

/** Where entries are kept; a test puts a map in its place. */
export interface Journal {
  read(assignmentId: number): Promise<JournalEntry | undefined>;
  write(entry: JournalEntry): Promise<void>;
  drop(assignmentId: number): Promise<void>;
  /** Submissions of this person that the server has not answered. */
  waiting(ownerId: number): Promise<readonly JournalEntry[]>;
  /** None of one that cannot fail. */
  readonly health?: JournalHealth;
}

/** Whether this browser keeps what it is given. A full disk is another matter: the server has it. */
export class JournalHealth {
  private failed = false;
  private readonly listeners = new Set<() => void>();

  get hasFailed(): boolean {
    return this.failed;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    return listenedBy(this.listeners, listener);
  };

  /** Notes what came of a change, and passes it on. */
  readonly note = (error: unknown): never => {
    if (!this.failed && error instanceof DOMException && !isFullDisk(error)) {
      this.failed = true;
      for (const listener of this.listeners) listener();
    }
    throw error;
  };
}

function isFullDisk({ name }: DOMException): boolean {
  return name === "QuotaExceededError";
}

export function indexedDbJournal(): Journal {
  const { ask, change } = deviceStore(DATABASE, STORE, "assignmentId");
  const health = new JournalHealth();
  const changed = (made: (store: IDBObjectStore) => void) => change(made).catch(health.note);
  return {
    health,
    read: (assignmentId) => ask<JournalEntry | undefined>((store) => store.get(assignmentId)),
    write: (entry) => changed((store) => store.put(entry)),
    drop: (assignmentId) => changed((store) => store.delete(assignmentId)),
    waiting: async (ownerId) => {
      const all = await ask<JournalEntry[]>((store) => store.getAll());
      return all.filter((entry) => entry.ownerId === ownerId && entry.submission !== null);
    },
  };
}

/** For browsers that forbid storage (some private windows): kept as long as the page lives. */
export function memoryJournal(): Journal {
  const entries = new Map<number, JournalEntry>();
  return {
    read: async (assignmentId) => entries.get(assignmentId),
    write: async (entry) => void entries.set(entry.assignmentId, entry),
    drop: async (assignmentId) => void entries.delete(assignmentId),
    waiting: async (ownerId) =>
      [...entries.values()].filter(
        (entry) => entry.ownerId === ownerId && entry.submission !== null,
      ),
  };
}

/**
 * For what the browser may keep from the journal: the server has it, or is told it once more. What
 * is no full disk, the journal's health has told by then.
 */
export function ignoringStorage(error: unknown): void {
  if (!(error instanceof DOMException)) throw error;
}

/** The best journal this browser has. */
export async function openJournal(): Promise<Journal> {
  if (!("indexedDB" in globalThis)) return memoryJournal();
  const journal = indexedDbJournal();
  try {
    await journal.read(0);
    return journal;
  } catch (error) {
    if (error instanceof DOMException) return memoryJournal();
    throw error;
  }
}
