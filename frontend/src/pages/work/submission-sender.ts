/** Sends a submission until the server has answered, always with the same key. */

import { Problem } from "@/api/problem";
import { submitAssignment, type Submission } from "@/api/work";
import { listenedBy } from "@/model/listening";

const RETRY_AFTER_SECONDS = [2, 4, 8, 15, 30];
/** Most answers are there before: a page drawn anew to say that one waits would only hold it up. */
export const SHOWN_AFTER_MS = 120;

export type SendState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" }
  /** Kept on this device; the next try is at this moment of `performance.now()`. */
  | { readonly kind: "waiting"; readonly nextTryAt: number }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** Until the page is at another task: nothing more can be done with this one. */
  | { readonly kind: "taken" };

/**
 * `taught`: it was taken, and there is something to see about it. `spare`: it came after others had
 * filled its place; it is kept and paid, and does not count.
 */
export type Sent = "submitted" | "taught" | "spare" | "refused";

/** What the server has decided for good: no such task, over or taken already, not a legal answer. */
const FINAL = [404, 409, 410, 413, 422];

/** Whether sending the same again can never help. A person who is paused may submit later. */
export function isFinal(problem: Problem): boolean {
  return FINAL.includes(problem.status);
}

export class SubmissionSender {
  private now: SendState = { kind: "idle" };
  private wake: (() => void) | null = null;
  private unshown: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly send: typeof submitAssignment;

  constructor(send: typeof submitAssignment = submitAssignment) {
    this.send = send;
  }

  get state(): SendState {
    return this.now;
  }

  /** Why the server did not take it. */
  get problem(): Problem | null {
    return this.now.kind === "refused" ? this.now.problem : null;
  }

  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  /** Ends with the server's answer, however long that takes. */
  async deliver(assignmentId: number, submission: Submission): Promise<Sent> {
    for (let tries = 0; ; tries += 1) {
      if (this.now.kind === "idle") this.showLater({ kind: "sending" });
      else this.show({ kind: "sending" });
      const refusal = await this.attempt(assignmentId, submission);
      if (!(refusal instanceof Problem)) {
        this.taken();
        return refusal;
      }
      if (!refusal.isTransient && refusal.status < 500) {
        this.show({ kind: "refused", problem: refusal });
        return "refused";
      }
      await this.pause(RETRY_AFTER_SECONDS[Math.min(tries, RETRY_AFTER_SECONDS.length - 1)] ?? 30);
    }
  }

  tryNow(): void {
    this.wake?.();
  }

  clear(): void {
    this.show({ kind: "idle" });
  }

  /** A problem, unless it was taken, now or by an earlier try whose answer got lost. */
  private async attempt(
    assignmentId: number,
    submission: Submission,
  ): Promise<Problem | Exclude<Sent, "refused">> {
    try {
      const answer = await this.send(assignmentId, submission);
      if (answer.has_feedback) return "taught";
      return answer.counts ? "submitted" : "spare";
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.code === "already_submitted" ? "submitted" : error;
    }
  }

  private pause(seconds: number): Promise<void> {
    this.show({ kind: "waiting", nextTryAt: performance.now() + seconds * 1000 });
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Known at once, and told when it lasts. */
  private showLater(state: SendState): void {
    this.now = state;
    this.unshown = setTimeout(() => this.show(this.now), SHOWN_AFTER_MS);
  }

  /** Whoever was not told of the sending need not hear that it is over: the next task shows it. */
  private taken(): void {
    const wasShown = this.unshown === null;
    this.hush();
    this.now = { kind: "taken" };
    if (wasShown) this.show(this.now);
  }

  private hush(): void {
    if (this.unshown !== null) clearTimeout(this.unshown);
    this.unshown = null;
  }

  private show(state: SendState): void {
    this.hush();
    this.now = state;
    for (const listener of this.listeners) listener();
  }
}
