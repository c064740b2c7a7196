/**
 * Unlimited undo and redo by marks. A mark begins a step; everything recorded until the next mark
 * is undone together, so one gesture is one step however many changes it made.
 */

import { inverted, type Change } from "./changes";

interface HistoryStep {
  readonly name: string;
  readonly changes: readonly Change[];
}

export class History {
  private done: HistoryStep[] = [];
  private undone: HistoryStep[] = [];

  get canUndo(): boolean {
    return this.done.some((step) => step.changes.length > 0);
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Begins a step. A step that recorded nothing is replaced by the next one. */
  mark(name: string): void {
    this.dropEmptyStep();
    this.done.push({ name, changes: [] });
  }

  /** Begins a step unless the one under way has this name: held arrow keys are one step. */
  markUnlessIn(name: string): void {
    if (this.done.at(-1)?.name !== name || this.canRedo) this.mark(name);
  }

  record(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const step = this.done.pop() ?? { name: "", changes: [] };
    this.done.push({ name: step.name, changes: [...step.changes, ...changes] });
    this.undone = [];
  }

  /** The changes that undo the last step; empty when there is none. */
  undo(): readonly Change[] {
    this.dropEmptyStep();
    const step = this.done.pop();
    if (step === undefined) return [];
    this.undone.push(step);
    return inverted(step.changes);
  }

  redo(): readonly Change[] {
    const step = this.undone.pop();
    if (step === undefined) return [];
    this.dropEmptyStep();
    this.done.push(step);
    return step.changes;
  }

  private dropEmptyStep(): void {
    if (this.done.at(-1)?.changes.length === 0) this.done.pop();
  }
}
