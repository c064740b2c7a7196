/**
 * Keeps the work safe while it is drawn: in the journal at every edit, on the server within 3
 * seconds. A draft somebody else saved in between is shown, never overwritten.
 */

import { ignoringStorage, type Journal, type JournalEntry } from "@/api/journal";
import { Problem } from "@/api/problem";
import { conflictingDraft, saveDraft, type Draft, type Submission } from "@/api/work";
import { courseAfter, courseOf, type Course } from "@/model/course";
import type { AnnotationDocument } from "@/model/document";
import { listenedBy } from "@/model/listening";
import { isSameJson } from "@/model/same-json";
import type { Unfinished } from "@/model/unfinished";
import { draftName, standingOf, type Origin, type OwnWindow } from "./own-window";

/** The first edit after a save starts this; later ones do not put it off. */
const SAVE_AFTER_MS = 1500;
/** What was sent is no draft yet, such as an outline that crosses itself in the middle of an edit. */
const NOT_WHOLE = 422;
/** An answer waits so long for a save that is under way; later it goes out over what it knows. */
const SETTLES_WITHIN_MS = 1000;
const RETRY_AFTER_MS = [2000, 4000, 8000, 16_000, 30_000];

export type DraftState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** The server does not answer; the journal has it. */
  | { readonly kind: "on_device" }
  | { readonly kind: "conflict"; readonly other: Draft }
  /** The server takes no more drafts: the lease has ended or the task was submitted. */
  | { readonly kind: "refused"; readonly problem: Problem };

export interface DraftKeeperOptions {
  readonly assignmentId: number;
  readonly ownerId: number;
  readonly journal: Journal;
  /** Told to the server with every draft, so that what comes back is known as one's own. */
  readonly ownWindow: OwnWindow;
  readonly revision: number;
  readonly document: AnnotationDocument;
  readonly unfinished?: Unfinished | null;
  readonly course?: Course;
  readonly secondsSpent: () => number;
  readonly save?: typeof saveDraft;
}

export class DraftKeeper {
  private readonly options: DraftKeeperOptions;
  private document: AnnotationDocument;
  private revision: number;
  private edit = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private saving: Promise<void> | null = null;
  private failures = 0;
  private unfinished: Unfinished | null;
  private cameSoFar: Course;
  private isSaved = true;
  private isClosed = false;
  private hasLeft = false;
  private now: DraftState = { kind: "saved" };
  private readonly listeners = new Set<() => void>();

  constructor(options: DraftKeeperOptions) {
    this.options = options;
    this.document = options.document;
    this.revision = options.revision;
    this.unfinished = options.unfinished ?? null;
    this.cameSoFar = options.course ?? [];
  }

  /** The draft of the server that the document came after. */
  get draftRevision(): number {
    return this.revision;
  }

  /** When the shapes of the document came. */
  get course(): Course {
    return this.cameSoFar;
  }

  get state(): DraftState {
    return this.now;
  }

  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  changed(document: AnnotationDocument): void {
    const seconds = this.options.secondsSpent();
    this.cameSoFar = courseAfter(this.cameSoFar, this.document, document, seconds);
    this.document = document;
    this.edit = this.options.ownWindow.nextEdit();
    void this.note(false);
    if (this.isClosed || this.now.kind === "conflict" || this.now.kind === "refused") return;
    if (this.now.kind !== "on_device") this.show({ kind: "saving" });
    this.timer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** A shape under way is kept on this device alone: the server takes whole ones. */
  unfinishedChanged(unfinished: Unfinished | null): void {
    this.unfinished = unfinished;
    void this.note(this.isSaved);
  }

  /** After a conflict: this device's version goes over the other one. */
  keepOwn(): void {
    if (this.now.kind !== "conflict") return;
    this.revision = this.now.other.revision;
    void this.save();
  }

  /** After a conflict: the other version is the one that counts; the caller shows it. */
  takeOther(): AnnotationDocument | null {
    if (this.now.kind !== "conflict") return null;
    const { revision, document } = this.now.other;
    this.revision = revision;
    this.document = document;
    this.cameSoFar = courseOf(this.cameSoFar, document);
    void this.note(true);
    this.show({ kind: "saved" });
    return document;
  }

  /**
   * Writes the submission into the journal, so that it is sent even after a crash. Gives it as it
   * goes out: over the draft that a save under way has left.
   */
  async sealed(submission: Submission): Promise<Submission> {
    this.close();
    // It may be answered while the journal is written: what it left counts all the same.
    const { saving } = this;
    await this.writeEntry(submission, false);
    if (saving === null || submission.draftRevision === undefined) return submission;
    await Promise.race([saving, later(SETTLES_WITHIN_MS)]);
    return { ...submission, draftRevision: this.revision };
  }

  /**
   * Takes a refused submission back: the work goes on. Not on a task that was left meanwhile: the
   * next visit finds the submission in the journal, sends it, and hears the same.
   */
  async reopened(): Promise<void> {
    if (this.hasLeft) return;
    this.isClosed = false;
    await this.note(false);
    // A save that was due when it was sealed is due again.
    this.changed(this.document);
  }

  /** As `reopened`, of an answer refused for a draft that was saved elsewhere: both are shown. */
  async reopenedOver(other: Draft): Promise<void> {
    this.show({ kind: "conflict", other });
    await this.reopened();
  }

  /** The edit that is at hand. */
  get origin(): Origin {
    return { windowId: this.options.ownWindow.id, edit: this.edit };
  }

  /** The task is on the screen, perhaps again: saving goes on. */
  opened(): void {
    this.isClosed = false;
    this.hasLeft = false;
  }

  /** The task is left: what was due goes out once, now. A keeper that comes after has the rest. */
  left(): void {
    const isDue = this.timer !== null;
    this.close();
    this.hasLeft = true;
    if (isDue) void this.save();
  }

  /** Ends saving; the journal keeps what it has. */
  close(): void {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async save(): Promise<void> {
    this.timer = null;
    const { document, edit, revision: seen } = this;
    const { assignmentId, ownWindow, save = saveDraft } = this.options;
    const draft = { revision: seen, document, window_id: draftName(ownWindow.id, edit) };
    try {
      const saved = save(assignmentId, draft);
      const saving = saved.then(
        ({ revision }) => void (this.revision = Math.max(this.revision, revision)),
        () => undefined,
      );
      this.saving = saving;
      // Another one may be under way by then.
      await saved.finally(() => this.saving === saving && (this.saving = null));
      this.failures = 0;
      if (this.isClosed) return;
      if (this.document !== document) return this.changed(this.document);
      await this.note(true);
      this.show({ kind: "saved" });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.failed(error, document);
    }
  }

  /** The journal has it; the same again would be refused again, so the next edit is sent. */
  private waitForMending(sent: AnnotationDocument): void {
    this.show({ kind: "on_device" });
    if (this.document !== sent) this.changed(this.document);
  }

  private failed(problem: Problem, sent: AnnotationDocument): void {
    const isLost = problem.isTransient || problem.status >= 500;
    if (this.isClosed) return;
    const other = conflictingDraft(problem);
    if (other !== null) return this.conflicted(other);
    if (problem.status === NOT_WHOLE) return this.waitForMending(sent);
    if (!isLost) return this.show({ kind: "refused", problem });
    const wait = RETRY_AFTER_MS[Math.min(this.failures, RETRY_AFTER_MS.length - 1)];
    this.failures += 1;
    this.show({ kind: "on_device" });
    this.timer ??= setTimeout(() => void this.save(), wait);
  }

  /** What this window sent itself, and heard no answer to, is nobody else's draft. */
  private conflicted(other: Draft): void {
    if (standingOf(this.origin, other) !== "earlier") return this.show({ kind: "conflict", other });
    this.revision = other.revision;
    void this.save();
  }

  private note(isSaved: boolean): Promise<void> {
    this.isSaved = isSaved;
    return this.isClosed ? Promise.resolve() : this.writeEntry(null, isSaved);
  }

  private async writeEntry(submission: Submission | null, isSaved: boolean): Promise<void> {
    const { assignmentId, ownerId, journal, secondsSpent } = this.options;
    const { document, revision } = this;
    const unfinished = submission === null ? this.unfinished : null;
    const entry = {
      assignmentId,
      ownerId,
      document,
      unfinished,
      revision,
      ...this.origin,
      isSaved,
      submission,
      secondsSpent: secondsSpent(),
      course: this.cameSoFar,
    };
    try {
      await journal.write(entry);
    } catch (error) {
      // The server's draft is what is left, and it is on its way.
      ignoringStorage(error);
      // Once it is there, what was kept before is only old; until then it is better than nothing.
      if (isSaved) await journal.drop(assignmentId).catch(ignoringStorage);
    }
  }

  private show(state: DraftState): void {
    this.now = state;
    for (const listener of this.listeners) listener();
  }
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface Start {
  readonly document: AnnotationDocument;
  /** A shape that was under way on this device, if nobody has worked elsewhere since. */
  readonly unfinished: Unfinished | null;
  readonly revision: number;
  readonly secondsSpent: number;
  readonly course: Course;
  /** This device has edits the server does not have. */
  readonly isUnsaved: boolean;
  /** A version that differs and is not shown; the person chooses. */
  readonly other: Draft | null;
}

type Kept = Pick<
  JournalEntry,
  | "document"
  | "unfinished"
  | "revision"
  | "windowId"
  | "edit"
  | "isSaved"
  | "secondsSpent"
  | "course"
>;

/** Where work begins: the server's draft, or what this device kept after it. */
export function startOf(
  draft: Draft | null,
  kept: Kept | undefined,
  empty: AnnotationDocument,
): Start {
  const server = { document: draft?.document ?? empty, revision: draft?.revision ?? 0 };
  const secondsSpent = kept?.secondsSpent ?? 0;
  const isLater = kept !== undefined && draft !== null && draft.revision > kept.revision;
  const standing = isLater ? standingOf(kept, draft) : null;
  const isOvertaken = standing === "other" || standing === "later";
  const unfinished = isOvertaken ? null : (kept?.unfinished ?? null);
  const came = kept?.course ?? [];
  const course = courseOf(came, server.document);
  const known = { unfinished, secondsSpent, course };
  const fromServer = { ...server, ...known, isUnsaved: false, other: null };
  if (kept === undefined || kept.isSaved) return fromServer;
  // The journal missed what this window went on to draw, and the server has it.
  if (standing === "later" || isSameJson(kept.document, server.document)) return fromServer;
  return {
    ...known,
    document: kept.document,
    // Its own save came through after all: what was drawn since goes over that.
    revision: standing === "earlier" ? server.revision : kept.revision,
    course: courseOf(came, kept.document),
    isUnsaved: true,
    other: isOvertaken ? draft : null,
  };
}
