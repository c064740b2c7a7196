/** The document under work: the only place it changes, with its history and its listeners. */

import { applyChanges, type Change, type ChangeSet } from "./changes";
import type { AnnotationDocument } from "./document";
import { History } from "./history";
import { listenedBy } from "./listening";

export type ChangeListener = (changeSet: ChangeSet, document: AnnotationDocument) => void;

export class DocumentStore {
  private current: AnnotationDocument;
  private history = new History();
  private readonly listeners = new Set<ChangeListener>();

  constructor(document: AnnotationDocument) {
    this.current = document;
  }

  get document(): AnnotationDocument {
    return this.current;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Makes `changes` as a step of their own. */
  commit(name: string, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.history.mark(name);
    this.record(changes);
  }

  /** Makes `changes` as part of the step of this name, if it is the last one. */
  extend(name: string, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.history.markUnlessIn(name);
    this.record(changes);
  }

  undo(): boolean {
    return this.replay(this.history.undo());
  }

  redo(): boolean {
    return this.replay(this.history.redo());
  }

  /** Replaces everything and forgets the history: another task, a draft, a quiz question. */
  load(document: AnnotationDocument): void {
    this.current = document;
    this.history = new History();
    this.tell({ origin: "loaded", changes: [] });
  }

  /** Returns the function that ends the subscription. */
  onChange(listener: ChangeListener): () => void {
    return listenedBy(this.listeners, listener);
  }

  private record(changes: readonly Change[]): void {
    this.history.record(changes);
    this.current = applyChanges(this.current, changes);
    this.tell({ origin: "annotator", changes });
  }

  private replay(changes: readonly Change[]): boolean {
    if (changes.length === 0) return false;
    this.current = applyChanges(this.current, changes);
    this.tell({ origin: "history", changes });
    return true;
  }

  private tell(changeSet: ChangeSet): void {
    for (const listener of this.listeners) listener(changeSet, this.current);
  }
}
