/**
 * The engine without a screen: pointer, key and wheel come in, tools answer with commands, and the
 * workbench carries them out. A browser and the headless driver of the tests use the same one.
 */

import { DocumentStore, type ChangeListener } from "@/model/document-store";
import { shapeOf, type AnnotationDocument } from "@/model/document";
import { listenedBy } from "@/model/listening";
import type { ImagePoint, Viewport } from "@/model/points";
import { labelOf } from "@/model/schema";
import { turnedBy, turnedInsets, type StagePlace, type Turn } from "@/model/turn";
import { NO_INSETS, toImage, type Insets, type ViewTransform } from "@/model/view-transform";
import { initialState, type BenchOptions, type BenchState } from "./bench-state";
import { arrowSeen } from "./arrows";
import { isBetween, keptHandle, labelFor, partOf, pointerAtRest } from "./bench-parts";
import { beginningOf } from "./beginnings";
import { browseIdle } from "./browse/idle";
import { viewAfter, viewAfterWheel } from "./camera";
import { isRefusal, type Command, type Notice, type ToolName } from "./commands";
import { chosenAfter, type Edit } from "./edit-commands";
import { Hand } from "./hand";
import { HitCache } from "./hit-cache";
import type { KeyInput, RawPointer, WheelInput } from "./input";
import { commandsForKey, goesWithGestures, takesTool } from "./key-commands";
import { actionFor, goesOn, type KeyAction } from "./key-table";
import { editOn } from "./masks/sharing";
import { noticeOf, noticeOfState, ofShape } from "./notices";
import { panIdle } from "./pan/idle";
import { isToHand, toolFor, toolOf } from "./registry";
import { inputOn, onPlane, placeSeen, shownOn, stageOf } from "./stage-place";
import { BLIND, type Eyes, type Scene } from "./scene";
import { patchFor } from "./state-commands";
import { stepForKey, stepTo, type Step } from "./tool";

export class Workbench {
  private snapshot: BenchState;
  private fit: { isFitted: boolean; insets: Insets } = { isFitted: true, insets: NO_INSETS };
  private isFrozen = false;
  private readonly hits = new HitCache();
  private peekHeldAt: string | null = null;
  private eyes: Eyes = BLIND;
  private readonly store: DocumentStore;
  private readonly hand: Hand;
  private readonly listeners = new Set<() => void>();
  private readonly noticeListeners = new Set<(notice: Notice) => void>();
  private readonly editListeners = new Set<(command: Command) => void>();

  constructor(options: BenchOptions) {
    this.store = new DocumentStore(options.document);
    this.hand = new Hand(toolOf(options.tool).idle);
    this.snapshot = initialState(options);
    this.showHand();
  }

  get state(): BenchState {
    return this.snapshot;
  }

  /** `listener` is called after every change of `state`; returns the end of the subscription. */
  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    return listenedBy(this.noticeListeners, listener);
  }

  /** `listener` hears of what was done to the document, also where it says what stood there already. */
  onEdit(listener: (command: Command) => void): () => void {
    return listenedBy(this.editListeners, listener);
  }

  onChange(listener: ChangeListener): () => void {
    return this.store.onChange(listener);
  }

  /** Lets tools see the picture; what is not named stays as it was. */
  see(eyes: Partial<Eyes>): void {
    this.eyes = { ...this.eyes, ...eyes };
  }

  /** What tools ask for is there: what follows the pointer is worked out anew where it is. */
  lookAgain(): void {
    const news = this.hand.state.onNews?.(this.scene());
    if (news !== undefined) return this.take(this.hand.follow(news));
    const input = pointerAtRest(this.snapshot);
    if (input !== null) this.take(this.hand.follow(this.hand.state.onPointer(input, this.scene())));
  }

  /** Another document: its history begins here. What was in the hand is let go. */
  load(document: AnnotationDocument): void {
    this.cancel();
    this.store.load(document);
    this.patch({ ...this.documentPart(), chosenId: null, hoveredId: null, questionKey: null });
  }

  /** While a submission is on its way the document stays as it was sent; looking goes on. */
  freeze(isFrozen: boolean): void {
    if (isFrozen === this.isFrozen) return;
    this.cancel();
    this.isFrozen = isFrozen;
    this.hand.use(isFrozen ? browseIdle : toolOf(this.snapshot.tool).idle);
    this.showHand();
  }

  /** The stage's size and what floats over its edges; a picture that fitted is fitted again. */
  setViewport(stage: Viewport, insets: Insets = this.fit.insets): void {
    this.fit.insets = insets;
    this.patch(shownOn(stage, this.snapshot.turn, this.snapshot, this.fit));
  }

  /** Where a place of the picture lies on the stage, as it is turned. */
  placeOf(point: ImagePoint): StagePlace {
    return placeSeen(point, this.snapshot);
  }

  /** What lies at a place of the stage: the one way from there to the picture. */
  imageAt(place: StagePlace): ImagePoint {
    return toImage(this.snapshot.view, onPlane(place, this.snapshot));
  }

  pointer(raw: RawPointer): void {
    if (raw.phase === "down") this.forgetRefusal();
    const input = inputOn(raw, this.snapshot);
    const { screen: pointer, device } = input;
    this.take(this.hand.pointer(input, this.scene()), { pointer, device });
  }

  /** The system took the pointer away, for a call or a gesture of its own: `raw` is its "up". */
  interrupted(raw: RawPointer): void {
    this.take(this.hand.interrupted(inputOn(raw, this.snapshot), this.scene()));
  }

  /** The stage is taken away, and with it every pointer that is down on it. */
  pointersGone(): void {
    this.take(this.hand.pointersGone());
  }

  pointerLeft(): void {
    if (!this.snapshot.isGesture) this.patch({ pointer: null, hoveredId: null, aim: null });
  }

  wheel(input: WheelInput): void {
    if (input.isForBrush && this.hand.state.paints === true)
      return void this.carryOut(input.deltaX + input.deltaY < 0 ? "brush.larger" : "brush.smaller");
    const screen = onPlane(input.screen, this.snapshot);
    this.setView(viewAfterWheel({ ...input, screen }, this.snapshot));
  }

  /** What the key asks for and whether it was done here; the page may do what was not. */
  key(input: KeyInput): { readonly action: KeyAction | null; readonly isDone: boolean } {
    // Held on without the Shift of its chord it would mean something else.
    if (input.code === this.peekHeldAt) return { action: "view.peek", isDone: true };
    const action = actionFor(input, this.snapshot.keys, this.snapshot.paints);
    // Held on it would submit the next task too, or paste by the dozen.
    const isMeant = input.isRepeat !== true || (action !== null && goesOn(action));
    return { action, isDone: action !== null && (!isMeant || this.carryOut(action, input.code)) };
  }

  /** The key is told by its place: without the Shift of its chord it writes another sign. */
  keyUp({ code, key }: KeyInput): void {
    // A Mac tells of no key that goes up while Cmd is down.
    if (code === this.peekHeldAt || key === "Meta") this.peek(null);
    if (this.hand.isBorrowedBy(code)) this.giveBackTool();
  }

  /** What was borrowed for as long as a key is held; also when nobody hears the key go up. */
  giveBack(): void {
    this.peek(null);
    this.giveBackTool();
  }

  private giveBackTool(): void {
    this.hand.releaseBorrowed();
    this.take(stepTo(this.hand.state));
  }

  /** Does what a key would do, held at `code` if it is one; false when it means nothing now. */
  carryOut(asked: KeyAction, code = ""): boolean {
    const action = arrowSeen(asked, this.snapshot.turn);
    this.forgetRefusal();
    if (action === "gesture.cancel") return this.cancelOrUnchoose();
    if (action === "view.hold_pan") return this.borrowPan(code);
    if (action === "view.peek") return this.peek(code);
    const scene = this.scene();
    const step = stepForKey(this.hand.state, action, scene);
    if (step !== null) {
      this.take(this.hand.follow(step));
      return true;
    }
    // With something in the hand only Escape and the keys of that gesture count.
    const isBusy = this.snapshot.isGesture || this.hand.holdsGesture;
    if (isBusy && !goesWithGestures(action)) return takesTool(action) && this.isHandFull();
    const commands = commandsForKey(action, scene);
    if (commands === null) return false;
    this.run(...commands);
    return true;
  }

  /** Lets go of what is in the hand; nothing of the gesture stays. */
  cancel(): void {
    if (this.hand.state.isGesture) this.take(this.hand.cancel());
  }

  /** Keeps what is in the hand if it is whole, else lets go of it. */
  finish(): void {
    if (this.hand.state.isWaiting === true) this.carryOut("gesture.finish");
    this.cancel();
  }

  run(...commands: readonly Command[]): void {
    for (const command of commands) this.execute(command);
  }

  private cancelOrUnchoose(): boolean {
    const wasGesture = this.hand.state.isGesture;
    if (!wasGesture && this.snapshot.chosenHandle !== null) {
      this.patch({ chosenHandle: null });
      return true;
    }
    if (!wasGesture && this.snapshot.chosenId === null) return false;
    this.take(this.hand.cancel());
    if (wasGesture) this.notify({ type: "cancelled" });
    return true;
  }

  /** As long as the key at `code` is held; null ends it. */
  private peek(code: string | null): boolean {
    this.peekHeldAt = code;
    this.run({ type: "peek", isOn: code !== null });
    return true;
  }

  private borrowPan(code: string): boolean {
    if (this.hand.state.isGesture && !this.hand.mayPause) return true;
    this.hand.borrow(panIdle, code);
    this.showHand();
    return true;
  }

  private take(step: Step, seen: Partial<BenchState> = {}): void {
    const isBack = isBetween(this.snapshot.stateName) && !isBetween(step.state.name);
    this.patch({ ...partOf(step.state, this.snapshot), ...seen });
    this.run(...step.commands);
    if (isBack) this.lookAgain(); // it may have come meanwhile
  }

  private execute(command: Command): void {
    const edit = editOn(command, { ...this.snapshot, document: this.store.document });
    if (edit !== null && (!this.snapshot.canEdit || this.isFrozen)) return;
    if (edit !== null) return "type" in edit ? this.notify(edit) : this.makeEdit(edit, command);
    const { turn } = this.snapshot;
    if (command.type === "turn_view") return this.turn(turnedBy(turn, command.by));
    const view = viewAfter(command, this.snapshot, turnedInsets(this.fit.insets, turn));
    if (view !== null) this.setView(view);
    if (command.type === "fit_view") this.fit.isFitted = true;
    this.executeOnWork(command);
  }

  private makeEdit(edit: Edit, command: Command): void {
    const before = this.store.document;
    if (edit.isContinued) this.store.extend(edit.name, edit.changes);
    else this.store.commit(edit.name, edit.changes);
    this.patch({ ...this.documentPart(), ...chosenAfter(command, this.store.document) });
    for (const listener of this.editListeners) listener(command);
    const notice = noticeOf(command, before, this.store.document);
    if (notice !== null) this.notify(notice);
  }

  private executeOnWork(command: Command): void {
    const before = this.snapshot;
    const patch = patchFor(command, before);
    if (patch !== null) this.patch(patch);
    const notice = noticeOfState(command, before, this.snapshot);
    if (notice !== null) return this.notify(notice);
    switch (command.type) {
      case "hover": {
        const { shapeId: hoveredId, cursor } = command;
        return this.patch({ hoveredId, cursor: cursor ?? this.hand.state.cursor });
      }
      case "choose":
        return this.choose(command.shapeId);
      case "use_label":
        return this.useLabel(command.label);
      case "use_tool":
        return this.isHandFull() ? undefined : this.useTool(command.tool);
      case "undo":
        return this.replay(!this.isFrozen && this.store.undo(), { type: "undone" });
      case "redo":
        return this.replay(!this.isFrozen && this.store.redo(), { type: "redone" });
      case "notify":
        return this.notify(command.notice);
      default:
        return this.begin(command);
    }
  }

  private choose(shapeId: string | null): void {
    if (shapeId === this.snapshot.chosenId) return;
    const shape = shapeOf(this.store.document, shapeId);
    // A mask that is chosen is the one that is painted on, so its label is in use.
    const label = shape?.kind === "mask" ? { labelKey: shape.label } : {};
    this.patch({ chosenId: shapeId, chosenHandle: null, ...label });
    if (shape !== null) this.notify(ofShape("shape_chosen", shape));
  }

  /** A drawing tool goes with the kind of its label. */
  private useLabel(key: string): void {
    const label = labelOf(this.snapshot.schema, key);
    if (label === undefined) return;
    const { kind } = toolOf(this.snapshot.tool);
    const isOther = kind !== null && kind !== label.kind;
    if (isOther && this.isHandFull()) return;
    this.patch({ labelKey: key });
    if (isOther) this.useTool(toolFor(label.kind) ?? "select");
    this.notify({ type: "label_used", label: key });
  }

  /** What is under way in several steps stays until it is finished or let go of, and says so. */
  private isHandFull(): boolean {
    const isFull = this.hand.holdsSteps;
    if (isFull) this.notify({ type: "finish_first" });
    return isFull;
  }

  /** A tool whose kind no label has is not taken up. */
  private useTool(tool: ToolName): void {
    const { idle, kind } = toolOf(tool);
    const labelKey = labelFor(kind, this.snapshot);
    if (kind !== null && labelKey === null) return;
    if (!isToHand(tool, this.snapshot.offered)) return;
    this.cancel();
    this.hand.use(this.isFrozen ? browseIdle : idle);
    this.patch({ tool, labelKey, preview: null, aim: null });
    this.showHand();
  }

  private begin(command: Command): void {
    const found = this.isFrozen ? null : beginningOf(command, this.snapshot);
    if (found === null || this.isHandFull()) return;
    if ("type" in found) return this.notify(found);
    this.useTool(found.tool);
    if (found.shapeId !== null) this.choose(found.shapeId);
    this.take(this.hand.follow(found.begin(this.scene())));
  }

  private replay(hasChanged: boolean, notice: Notice): void {
    if (!hasChanged) return;
    this.cancel();
    this.patch({ ...this.documentPart(), chosenHandle: null });
    this.notify(notice);
  }

  private setView(view: ViewTransform): void {
    const { scale, x, y } = this.snapshot.view;
    if (view.scale === scale && view.x === x && view.y === y) return;
    this.fit.isFitted = false;
    this.patch({ view });
  }

  private turn(turn: Turn): void {
    // A drag was begun the other way round; a shape that waits for its next press is not.
    if (!this.hand.mayPause) this.cancel();
    this.patch({
      ...shownOn(stageOf(this.snapshot), turn, this.snapshot, this.fit),
      pointer: null,
    });
  }

  private scene(): Scene & BenchState {
    const { labelKey, schema } = this.snapshot;
    const label = labelOf(schema, labelKey ?? "") ?? null;
    return { ...this.snapshot, label, hits: this.hits.of(this.snapshot), ...this.eyes };
  }

  private showHand(): void {
    this.patch(partOf(this.hand.state, this.snapshot));
  }

  private documentPart(): Partial<BenchState> {
    const { document, canUndo, canRedo } = this.store;
    const chosen = shapeOf(document, this.snapshot.chosenId);
    const handle = keptHandle(chosen, this.snapshot.chosenHandle);
    return { document, canUndo, canRedo, chosenId: chosen?.id ?? null, chosenHandle: handle };
  }

  private patch(part: Partial<BenchState>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const listener of this.listeners) listener();
  }

  private forgetRefusal(): void {
    if (this.snapshot.refusal !== null) this.patch({ refusal: null });
  }

  private notify(notice: Notice): void {
    if (isRefusal(notice)) this.patch({ refusal: notice });
    for (const listener of this.noticeListeners) listener(notice);
  }
}
