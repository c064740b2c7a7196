/** Browser events as the workbench takes them; the one place where pages become screen pixels. */

import { screenPoint, type ScreenPoint } from "@/model/points";
import { keyMeant } from "@/tools/key-meant";
import type { KeyInput, PointerDevice, RawPointer, WheelInput } from "@/tools/input";

/** Browsers that count a wheel in lines send about this many CSS pixels a line. */
const LINE_PX = 33;

export function pointerInput(
  event: PointerEvent,
  element: HTMLElement,
  phase: RawPointer["phase"],
): RawPointer {
  return {
    phase,
    pointerId: event.pointerId,
    device: deviceOf(event.pointerType),
    button: Math.max(event.button, 0),
    atMs: event.timeStamp,
    screen: onStage(event, element),
    shift: event.shiftKey,
    // Not every driver of a pen tells its buttons.
    isHovering: event.buttons === 0 && event.pointerType === "mouse",
  };
}

export function wheelInput(event: WheelEvent, element: HTMLElement): WheelInput {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  return {
    screen: onStage(event, element),
    deltaX: event.deltaX * unit,
    deltaY: event.deltaY * unit,
    // Browsers report a pinch on a touchpad as a wheel with Ctrl.
    isPinch: event.ctrlKey && !Number.isInteger(event.deltaY),
    isSideways: event.shiftKey,
    isForBrush: event.altKey,
  };
}

export function keyInput(event: KeyboardEvent): KeyInput {
  const { code, shiftKey: shift, altKey: alt, repeat: isRepeat } = event;
  const key = keyMeant(event.key, code);
  return { key, code, shift, alt, isRepeat, ctrl: event.ctrlKey || event.metaKey };
}

function onStage(event: MouseEvent, element: HTMLElement): ScreenPoint {
  const box = element.getBoundingClientRect();
  return screenPoint(event.clientX - box.left, event.clientY - box.top);
}

function deviceOf(pointerType: string): PointerDevice {
  return pointerType === "touch" || pointerType === "pen" ? pointerType : "mouse";
}

/** Where a key was pressed decides who gets it. */
export type KeyPlace = "stage" | "typing" | "control" | "page" | "dialog";

const TYPING =
  "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])";
const CONTROL =
  "button, a, input, summary, [role=tab], [role=menuitem], [role=option], [role=slider]";

export function placeOf(target: EventTarget | null, stage: HTMLElement): KeyPlace {
  if (!(target instanceof Element)) return "page";
  const dialog = target.closest("[role=dialog], [role=menu], [role=listbox]");
  // The stage itself may stand in a dialog: its keys are then its own.
  if (dialog !== null && !dialog.contains(stage)) return "dialog";
  if (target === stage) return "stage";
  if (target.closest(TYPING) !== null) return "typing";
  return target.closest(CONTROL) === null ? "page" : "control";
}

/** Keys that work a focused control or move the focus; they are the stage's only on the stage. */
const CONTROL_KEYS = new Set([
  "Enter",
  " ",
  "Tab",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
]);

/** True when the workspace may have the key. */
export function isForWorkspace(input: KeyInput, place: KeyPlace): boolean {
  if (place === "dialog") return false;
  const isSubmit = input.ctrl && input.key === "Enter";
  if (place === "typing") return isSubmit;
  if (place === "stage" || isSubmit) return true;
  if (input.key === "Tab") return false;
  return place === "page" || !CONTROL_KEYS.has(input.key);
}
