/**
 * One task after the other: sends what an earlier visit could not, then claims. While a task is
 * open the next one is held already and its picture is loaded.
 */

import { ignoringStorage, openJournal, type Journal } from "@/api/journal";
import { Problem } from "@/api/problem";
import {
  claimNext,
  drawSuggestion,
  isSuggesting,
  newIntentKey,
  prefetchNext,
  releaseAssignment,
  type Assignment,
  type EmptyClaim,
  type Suggestion,
} from "@/api/work";
import { EMPTY_DOCUMENT } from "@/model/document";
import { listenedBy } from "@/model/listening";
import type { ImageSize } from "@/model/points";
import { isLarge } from "@/model/tiles";
import { startOf, type Start } from "./draft-keeper";
import { deliverOver } from "./hand-in";
import { isFinal, SHOWN_AFTER_MS, SubmissionSender, type Sent } from "./submission-sender";
import { roomOfWindow, tilesAhead, tilesUrlOf } from "./tiles-ahead";

/** Who stops waits no longer for a task that is still on its way. */
const LEAVES_WITHIN_MS = 3000;

/** How a task is done with; `kept`: not taken just now, and sent again when it may be. */
export type Outcome = Sent | "skipped" | "kept";

export interface Task {
  /** Another one with every claim: a task that is claimed anew begins as it is kept by then. */
  readonly visit: number;
  readonly assignment: Assignment;
  readonly start: Start;
  /** A model's draft that the work begins with. */
  readonly suggestion: Suggestion | null;
  readonly journal: Journal;
  /** Its picture as it was loaded ahead: decoded for as long as somebody holds it. */
  readonly picture: unknown;
}

/** What came of the claim. */
type Found =
  | { readonly kind: "working"; readonly task: Task }
  | { readonly kind: "empty"; readonly claim: EmptyClaim }
  | { readonly kind: "failed"; readonly problem: Problem };

/** `over` is done with, and stays on the screen until there is another. */
type Claiming = { readonly kind: "claiming"; readonly over: Task | null };

/** `after`: how the task before was done with; null where none was, or after another look. */
export type TaskState = (Claiming | Found) & { readonly after: Outcome | null };

/** What is held after the task in hand. The links to a picture change; this one is loaded. */
interface Ahead {
  readonly assignmentId: number;
  readonly imageUrl: string;
  /** What `load` gave. */
  readonly picture: unknown;
}

interface TaskLoopOptions {
  readonly open?: () => Promise<Journal>;
  /** Gives what must be held on to for as long as the picture shall stay decoded. */
  readonly load?: (url: string) => unknown;
}

const FIRST: TaskState = { kind: "claiming", over: null, after: null };
/** After these the task is out of the person's hands, and the page has nothing more to say of it. */
const LET_GO: readonly (Outcome | null)[] = ["submitted", "spare", "skipped"];
/** Sent, it takes nothing more: the page need not be drawn anew only to say so. */
const SENT: readonly (Outcome | null)[] = ["submitted", "spare"];

export class TaskLoop {
  /** Sends what is left from before; a page shows it while it waits. */
  readonly sender = new SubmissionSender();
  private readonly projectId: number;
  private readonly ownerId: number;
  private readonly open: () => Promise<Journal>;
  private readonly load: (url: string) => unknown;
  private ahead: Ahead | null = null;
  private suggests: boolean | null = null;
  private journal: Promise<Journal> | null = null;
  private now: TaskState = FIRST;
  private round = 0;
  private hasLetGo = false;
  private prefetching: Promise<void> = Promise.resolve();
  private visits = 0;
  private refused: Problem | null = null;
  /** Something may be in the journal that was not sent: at first, and while something is kept. */
  private mayWait = true;
  private readonly kept = new Set<number>();
  private readonly listeners = new Set<() => void>();

  constructor(
    projectId: number,
    ownerId: number,
    { open = openJournal, load = loadPicture }: TaskLoopOptions = {},
  ) {
    this.projectId = projectId;
    this.ownerId = ownerId;
    this.open = open;
    this.load = load;
  }

  get state(): TaskState {
    return this.now;
  }

  /** Why the server did not take an earlier submission; the person must hear of it. */
  get refusal(): Problem | null {
    return this.refused;
  }

  forgetRefusal(): void {
    this.refused = null;
    this.show(this.now);
  }

  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  /**
   * Goes to the next task; the one held already, when there is one. `after`: how the one that is
   * shown was done with. Where it was sent, the page is drawn anew with the next task, and before
   * that only where the claim takes its time.
   */
  async claim(after: Outcome | null = null): Promise<void> {
    this.round += 1;
    this.hasLetGo = false;
    const { round } = this;
    this.journal ??= this.open();
    const over = LET_GO.includes(after) && this.now.kind === "working" ? this.now.task : null;
    const claiming: TaskState = { kind: "claiming", over, after };
    const isSent = SENT.includes(after);
    if (!isSent) this.show(claiming);
    const coming = this.next(this.journal);
    if (isSent) {
      const found = await Promise.race([coming, later(SHOWN_AFTER_MS)]);
      if (found === undefined && round === this.round) this.show(claiming);
    }
    const found = await coming;
    // A later claim, or a page that was left, has overtaken this one.
    if (round !== this.round) return;
    this.show({ ...found, after });
    if (found.kind !== "working") return;
    this.prefetching = this.prefetch(round);
    await this.prefetching;
  }

  /** What was done last is kept in the journal, to be sent before the next claim. */
  expectWaiting(): void {
    this.mayWait = true;
  }

  leave(): void {
    this.round += 1;
  }

  /** The person stops: what is held ahead goes to somebody else now, not when its lease ends. */
  async letGo(): Promise<void> {
    this.leave();
    this.hasLetGo = true;
    // What is on its way gives itself back; after that, a claim may have taken it up.
    await Promise.race([this.prefetching, later(LEAVES_WITHIN_MS)]);
    this.hasLetGo = false;
    const { ahead } = this;
    this.ahead = null;
    if (ahead === null) return;
    await ignoringProblems(() => releaseAssignment(ahead.assignmentId));
  }

  /** Without it the next claim asks for itself: nothing is said when there is none. */
  private async prefetch(round: number): Promise<void> {
    await ignoringProblems(async () => {
      const claimed = await prefetchNext(this.projectId, newIntentKey());
      if (claimed.outcome === "empty") return;
      const { id, item } = claimed.assignment;
      // Come too late: the next claim takes it up, unless the person has stopped.
      if (round !== this.round) return this.hasLetGo ? releaseAssignment(id) : undefined;
      const picture = isLarge(item) ? null : this.load(item.image_url);
      this.ahead = { assignmentId: id, imageUrl: item.image_url, picture };
      if (isLarge(item)) await this.loadTiles(id, item);
    });
  }

  /** Of a large picture what is seen first, not the whole. */
  private async loadTiles(assignmentId: number, item: ImageSize): Promise<void> {
    const url = await tilesUrlOf(assignmentId);
    if (url !== null) for (const tile of tilesAhead(url, item, roomOfWindow())) this.load(tile);
  }

  /**
   * Asked once a visit whether there are any, so that other projects' tasks cost nothing more.
   * The task that was claimed can be drawn without one, too.
   */
  private async suggestionFor({ id, step, sent_back }: Assignment): Promise<Suggestion | null> {
    if (step !== "draw" || sent_back !== null) return null;
    let suggestion: Suggestion | null = null;
    await ignoringProblems(async () => {
      this.suggests ??= await isSuggesting(this.projectId);
      if (this.suggests) suggestion = await drawSuggestion(id);
    });
    return suggestion;
  }

  private withLoadedPicture(assignment: Assignment): Pick<Task, "assignment" | "picture"> {
    const { ahead } = this;
    this.ahead = null;
    if (ahead?.assignmentId !== assignment.id) return { assignment, picture: null };
    const item = { ...assignment.item, image_url: ahead.imageUrl };
    return { assignment: { ...assignment, item }, picture: ahead.picture };
  }

  private async next(opening: Promise<Journal>): Promise<Found> {
    try {
      // Else the claim is on its way at once, while the page still shows what was sent.
      if (this.mayWait) await this.sendWaiting(await opening);
      const claimed = await claimNext(this.projectId, newIntentKey());
      if (claimed.outcome === "empty") return { kind: "empty", claim: claimed };
      const { assignment, picture } = this.withLoadedPicture(claimed.assignment);
      const journal = await opening;
      const [kept, suggestion] = await Promise.all([
        journal.read(assignment.id),
        this.suggestionFor(assignment),
      ]);
      const own = kept?.ownerId === this.ownerId ? kept : undefined;
      const empty = suggestion?.document ?? assignment.subject ?? EMPTY_DOCUMENT;
      const start = startOf(assignment.draft, own, empty);
      this.visits += 1;
      return {
        kind: "working",
        task: { visit: this.visits, assignment, start, suggestion, journal, picture },
      };
    } catch (error) {
      if (error instanceof Problem) return { kind: "failed", problem: error };
      throw error;
    }
  }

  /**
   * What is refused for good is dropped too, and told. What may be taken later (the person is paused
   * just now) stays, is told once a visit, and goes out again with the next claim. What a full disk
   * keeps in the journal goes out with the next visit, by the same key.
   */
  private async sendWaiting(journal: Journal): Promise<void> {
    for (const entry of await journal.waiting(this.ownerId)) {
      const { assignmentId, submission } = entry;
      if (submission === null) continue;
      const { sender } = this;
      const { other } = await deliverOver(submission, { assignmentId, origin: entry, sender });
      const { problem } = sender;
      if (other !== null) {
        // Drawn on elsewhere since: it is work again, and the claim of its task shows both.
        const reopened = { ...entry, submission: null, isSaved: false };
        await journal.write(reopened).catch(ignoringStorage);
        continue;
      }
      if (problem !== null && !this.kept.has(assignmentId)) this.refused = problem;
      if (problem === null || isFinal(problem))
        await journal.drop(assignmentId).catch(ignoringStorage);
      else this.kept.add(assignmentId);
    }
    this.mayWait = this.kept.size > 0;
    this.sender.clear();
  }

  private show(state: TaskState): void {
    this.now = state;
    for (const listener of this.listeners) listener();
  }
}

/** Decoded, too: that takes as long as everything else between two tasks. */
function loadPicture(url: string): HTMLImageElement {
  const picture = new Image();
  picture.decoding = "async";
  picture.src = url;
  // One that cannot be shown is told where it is shown.
  picture.decode().catch(() => undefined);
  return picture;
}

/** For what is a help and no more: a refusal or a broken connection is met again by the claim. */
async function ignoringProblems(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
