/**
 * Which state the pointers are in: the tool's own, a pan borrowed by Space or the middle button,
 * or a pinch begun by a second finger. Decides who gets an event, never what it does.
 */

import type { ScreenPoint } from "@/model/points";
import type { Command } from "./commands";
import type { PointerInput } from "./input";
import { panning } from "./pan/panning";
import { pinching } from "./pinch/pinching";
import type { Scene } from "./scene";
import { stepTo, type Step, type ToolState } from "./tool";

const MIDDLE_BUTTON = 1;
/** Who has not held the pen to the glass for so long has put it down, and draws by finger again. */
const PEN_IN_USE_MS = 10_000;

export class Hand {
  private current: ToolState;
  /** The state to go back to when a borrowed tool is given back. */
  private home: ToolState;
  /** What to go back to when a borrowed tool is given back; null while none is borrowed. */
  private lender: ToolState | null = null;
  /** Where the key lies that is held for it, as `KeyboardEvent.code`. */
  private heldAt = "";
  /** The key was let go while the borrowed tool had something in the hand. */
  private isDue = false;
  private readonly fingers = new Map<number, ScreenPoint>();
  private leader: number | null = null;
  private penSeenAtMs = Number.NEGATIVE_INFINITY;
  /** The pen that is on the glass. */
  private pen: number | null = null;
  /** Touches that lay there while the pen was: a hand at rest, heard no more until each is lifted. */
  private readonly palms = new Set<number>();

  constructor(idle: ToolState) {
    this.current = idle;
    this.home = idle;
  }

  get state(): ToolState {
    return this.current;
  }

  use(idle: ToolState): void {
    this.current = idle;
    this.home = idle;
    this.lender = null;
    this.isDue = false;
  }

  /** Another tool for as long as the key at `code` is held. */
  borrow(idle: ToolState, code: string): void {
    this.isDue = false;
    if (this.lender === null) this.heldAt = code;
    this.lender ??= this.current;
    this.current = idle;
  }

  isBorrowedBy(code: string): boolean {
    return this.lender !== null && this.heldAt === code;
  }

  /** Once the picture is put down, if it is in the hand. */
  releaseBorrowed(): void {
    if (this.lender === null) return;
    if (this.current.isGesture) this.isDue = true;
    else this.giveBack();
  }

  private giveBack(): void {
    if (this.lender !== null) this.current = this.lender;
    this.lender = null;
    this.isDue = false;
  }

  /** Whether pan and pinch may come between what has been begun and its end. */
  get mayPause(): boolean {
    return this.current.isWaiting === true || this.current.outlivesPan === true;
  }

  /** Whether something is under way in several steps, a pan in the middle of it or not. */
  get holdsSteps(): boolean {
    return (this.lender ?? this.current).isWaiting === true;
  }

  /** Whether something has been begun that waits until the borrowed tool is given back. */
  get holdsGesture(): boolean {
    return this.lender?.isGesture === true;
  }

  /** A borrowed tool that is due back goes back with the end of what it does. */
  follow(step: Step): Step {
    this.current = step.state;
    if (!this.isDue || step.state.isGesture) return step;
    this.giveBack();
    return stepTo(this.current, ...step.commands);
  }

  cancel(): Step {
    // The press of a pan that is put back ends nothing of what is under way beneath it.
    if (this.current.name === "pan.panning") this.leader = null;
    return this.follow(this.current.onCancel());
  }

  pointer(input: PointerInput, scene: Scene): Step {
    if (this.isAtRest(input)) return stepTo(this.current);
    // It went up where nobody heard of it: over another window, or while a dialog was open.
    const isLost = input.phase === "move" && input.isHovering === true;
    if (isLost && this.leader === input.pointerId)
      return this.interrupted({ ...input, phase: "up" }, scene);
    this.keepCount(input);
    if (input.device === "pen" && input.phase === "down") return this.penPress(input, scene);
    if (this.beginsPinch(input)) return this.pinch(scene);
    if (this.isFollowed(input)) return this.follow(this.stepFor(input, scene));
    return stepTo(this.current);
  }

  /** The pen takes over from whatever touches had begun: they were the hand that holds it. */
  private penPress(input: PointerInput, scene: Scene): Step {
    const letGo = this.fingers.size > 0 ? this.letGoOfTouch(input, scene) : [];
    for (const id of this.fingers.keys()) this.palms.add(id);
    this.fingers.clear();
    this.pen = input.pointerId;
    if (!this.isFollowed(input)) return stepTo(this.current, ...letGo);
    const { state, commands } = this.stepFor(input, scene);
    return this.follow(stepTo(state, ...letGo, ...commands));
  }

  /** The picture stays where touches have moved it, as the pen's place on it is told by that. */
  private letGoOfTouch(input: PointerInput, scene: Scene): readonly Command[] {
    const { name, isGesture } = this.current;
    const isPinch = name === "pinch.pinching";
    if (!isPinch && (this.leader === null || !this.fingers.has(this.leader))) return [];
    this.leader = null;
    if (isPinch || name === "pan.panning") {
      return this.follow(this.current.onPointer({ ...input, phase: "up" }, scene)).commands;
    }
    return isGesture ? this.interrupt().commands : [];
  }

  /** The system took a pointer away: it is gone, but nothing it pressed counts as let go. */
  interrupted(input: PointerInput, scene: Scene): Step {
    if (this.isAtRest(input)) return stepTo(this.current);
    if (this.current.name === "pinch.pinching") return this.pointer(input, scene);
    this.keepCount(input);
    if (this.leader !== input.pointerId) return stepTo(this.current);
    this.leader = null;
    return this.current.isGesture ? this.interrupt() : stepTo(this.current);
  }

  /** No pointer is heard of any more, the stage is taken away: else the next one would never be. */
  pointersGone(): Step {
    this.fingers.clear();
    this.palms.clear();
    this.pen = null;
    this.leader = null;
    return this.current.isGesture ? this.interrupt() : stepTo(this.current);
  }

  private stepFor(input: PointerInput, scene: Scene): Step {
    if (input.phase === "down") this.leader = input.pointerId;
    if (input.phase === "up") this.leader = null;
    const isBusy = this.current.isGesture && !this.mayPause;
    if (input.phase !== "down" || isBusy) return this.current.onPointer(input, scene);
    if (input.button === MIDDLE_BUTTON || this.isPalm(input)) {
      return stepTo(panning(scene.view, input, this.current));
    }
    return this.current.onPointer(input, scene);
  }

  private keepCount(input: PointerInput): void {
    if (input.device === "pen") this.penSeenAtMs = input.atMs;
    if (input.phase === "up" && input.pointerId === this.pen) this.pen = null;
    if (input.device !== "touch") return;
    if (input.phase === "up") this.fingers.delete(input.pointerId);
    else if (input.phase === "down" || this.fingers.has(input.pointerId)) {
      this.fingers.set(input.pointerId, input.screen);
    }
  }

  /** Whether it is the touch of a hand that rests: it lay there when the pen did, or came to it. */
  private isAtRest(input: PointerInput): boolean {
    if (input.device !== "touch") return false;
    if (input.phase === "down" && this.pen !== null) this.palms.add(input.pointerId);
    const isPalm = this.palms.has(input.pointerId);
    if (input.phase === "up") this.palms.delete(input.pointerId);
    return isPalm;
  }

  private beginsPinch(input: PointerInput): boolean {
    return input.phase === "down" && input.device === "touch" && this.fingers.size === 2;
  }

  /** What the first finger had begun is let go: it was the start of the pinch. */
  private pinch(scene: Scene): Step {
    const letGo: readonly Command[] = this.current.isGesture ? this.interrupt().commands : [];
    const back = this.mayPause ? this.current : this.home;
    this.leader = null;
    return this.follow(stepTo(pinching(scene.view, new Map(this.fingers), back), ...letGo));
  }

  /** A shape that waits for its next press goes on; of another only what it can spare is let go. */
  private interrupt(): Step {
    if (this.mayPause) return stepTo(this.current);
    return this.follow(this.current.onInterrupt?.() ?? this.current.onCancel());
  }

  /** A gesture follows the pointer that began it; a pinch follows both fingers. */
  private isFollowed(input: PointerInput): boolean {
    if (this.current.name === "pinch.pinching") return true;
    // The finger that is left of a pinch has pressed nothing.
    if (input.phase === "up") return this.leader === input.pointerId;
    return this.leader === null || this.leader === input.pointerId;
  }

  /** While a pen is in use, a touch is a palm or a wish to move the picture, never a drawing. */
  private isPalm({ device, atMs }: PointerInput): boolean {
    return device === "touch" && atMs - this.penSeenAtMs < PEN_IN_USE_MS;
  }
}
