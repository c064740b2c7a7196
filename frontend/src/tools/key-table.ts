/**
 * Every key of the workspace, in one table: data, so that it can be shown, tested for clashes and
 * remapped. Nothing here is a shortcut of the browser's own (Ctrl+T, Ctrl+W, Alt+arrows, F-keys).
 */

import type { KeyInput } from "./input";

export type KeyGroup = "shapes" | "points" | "tools" | "view" | "task" | "review";

export interface KeyBinding {
  readonly action: KeyAction;
  readonly group: KeyGroup;
  /** What the key writes (`n`, `Enter`), or where it lies when it begins with `Digit`. */
  readonly key: string;
  readonly ctrl?: true;
  readonly shift?: true;
  /** Only while a brush is in the hand, before what the key means otherwise. */
  readonly isForBrush?: true;
}

export const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export const LAYERS_PLAIN = 9;
export const MOST_LAYERS = 2 * LAYERS_PLAIN;
export const DIRECTIONS = ["left", "right", "up", "down"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What somebody does who settles what people disagree about. */
export type ReviewAction =
  | "review.accept"
  | "review.take"
  | "review.merge"
  | "review.edit"
  | "review.leave_out"
  | "review.next"
  | "review.previous"
  | "review.reason"
  | "review.note"
  | "review.mark"
  | "review.send_back"
  | "review.ask_more"
  | "review.cancel";

export type KeyAction =
  | `digit.${number}`
  | `label.${string}`
  | `move.${Direction}`
  | `size.${Direction}`
  | "shape.new"
  | "shape.next"
  | "shape.previous"
  | "shape.delete"
  | "shape.duplicate"
  | "shape.hide"
  | "shape.hide_all"
  | "shape.lock"
  | "gesture.finish"
  | "gesture.cancel"
  | "shape.copy"
  | "shape.paste"
  | "shape.forward"
  | "shape.backward"
  | "shape.to_front"
  | "shape.to_back"
  | "shape.hole"
  | "shape.slice"
  | "shape.join"
  | "shape.redraw"
  | "shape.simplify"
  | "shape.group"
  | "shape.ungroup"
  | "shape.occluded"
  | "shape.truncated"
  | "point.next"
  | "point.previous"
  | "point.insert"
  | "point.visible"
  | "tool.select"
  | "tool.box"
  | "tool.box_extremes"
  | "tool.rotated_box"
  | "tool.polygon"
  | "tool.ellipse"
  | "tool.polyline"
  | "tool.keypoints"
  | "tool.pan"
  | "tool.snap"
  | "tool.brush"
  | "tool.eraser"
  | "tool.scissors"
  | "tool.wand"
  | "tool.superpixels"
  | "tool.cutout"
  | "tool.plugin"
  | "tool.fill"
  | "brush.smaller"
  | "brush.larger"
  | "edit.undo"
  | "edit.redo"
  | "view.fit"
  | "view.actual"
  | "view.in"
  | "view.out"
  | "view.hold_pan"
  | "view.peek"
  | "view.turn_right"
  | "view.turn_left"
  | "view.grid"
  | "view.map"
  | "view.window_narrower"
  | "view.window_wider"
  | "view.window_brighter"
  | "view.window_darker"
  | "view.window_next"
  | "task.submit"
  | "task.nothing_here"
  | "task.skip"
  | "verdict.accept"
  | "verdict.fix"
  | "verdict.reject"
  | ReviewAction
  | `layer.${number}`
  | "panel.keys"
  | "panel.find"
  | "panel.rail"
  | "panel.side";

const ARROWS: Readonly<Record<Direction, string>> = {
  left: "ArrowLeft",
  right: "ArrowRight",
  up: "ArrowUp",
  down: "ArrowDown",
};

function digitBindings(): readonly KeyBinding[] {
  return [
    ...DIGITS.map((digit): KeyBinding => ({
      action: `digit.${digit}`,
      group: "shapes",
      key: `Digit${digit % 10}`,
    })),
    ...DIGITS.map((digit): KeyBinding => ({
      action: `digit.${digit + 10}`,
      group: "shapes",
      key: `Digit${digit % 10}`,
      shift: true,
    })),
  ];
}

function arrowBindings(): readonly KeyBinding[] {
  return DIRECTIONS.flatMap((direction): readonly KeyBinding[] => [
    { action: `move.${direction}`, group: "shapes", key: ARROWS[direction] },
    { action: `size.${direction}`, group: "shapes", key: ARROWS[direction], shift: true },
  ]);
}

/** Layers of people from 1, with Shift from the tenth; 0 is the consensus. */
function layerBindings(): readonly KeyBinding[] {
  return Array.from({ length: MOST_LAYERS + 1 }, (_, layer): KeyBinding => {
    const isFar = layer >= DIGITS.length;
    const digit = isFar ? layer - LAYERS_PLAIN : layer;
    return {
      action: `layer.${layer}`,
      group: "review",
      key: `Digit${digit}`,
      ...(isFar && { shift: true }),
    };
  });
}

export const DEFAULT_KEYS: readonly KeyBinding[] = [
  ...digitBindings(),
  { action: "panel.find", group: "shapes", key: "f", shift: true },
  { action: "shape.new", group: "shapes", key: "n" },
  ...arrowBindings(),
  { action: "gesture.finish", group: "shapes", key: "Enter" },
  { action: "gesture.cancel", group: "shapes", key: "Escape" },
  { action: "shape.next", group: "shapes", key: "Tab" },
  { action: "shape.previous", group: "shapes", key: "Tab", shift: true },
  { action: "shape.delete", group: "shapes", key: "Delete" },
  { action: "shape.delete", group: "shapes", key: "Backspace" },
  { action: "shape.duplicate", group: "shapes", key: "d", ctrl: true },
  { action: "shape.copy", group: "shapes", key: "c", ctrl: true },
  { action: "shape.paste", group: "shapes", key: "v", ctrl: true },
  { action: "shape.forward", group: "shapes", key: "PageUp" },
  { action: "shape.backward", group: "shapes", key: "PageDown" },
  { action: "shape.to_front", group: "shapes", key: "PageUp", shift: true },
  { action: "shape.to_back", group: "shapes", key: "PageDown", shift: true },
  { action: "shape.hide", group: "shapes", key: "h" },
  { action: "shape.hide_all", group: "shapes", key: "h", shift: true },
  { action: "shape.lock", group: "shapes", key: "l" },
  { action: "point.next", group: "points", key: "." },
  { action: "point.previous", group: "points", key: "," },
  { action: "point.insert", group: "points", key: "i" },
  { action: "point.visible", group: "points", key: "u" },
  { action: "shape.hole", group: "points", key: "p", shift: true },
  { action: "shape.slice", group: "points", key: "s", shift: true },
  { action: "shape.join", group: "points", key: "j", shift: true },
  { action: "shape.redraw", group: "points", key: "r", shift: true },
  { action: "shape.simplify", group: "points", key: "m", shift: true },
  { action: "shape.group", group: "shapes", key: "g", shift: true },
  { action: "shape.ungroup", group: "shapes", key: "u", shift: true },
  { action: "shape.occluded", group: "shapes", key: "c", shift: true },
  { action: "shape.truncated", group: "shapes", key: "t", shift: true },
  { action: "tool.snap", group: "points", key: "q" },
  { action: "edit.undo", group: "shapes", key: "z", ctrl: true },
  { action: "edit.redo", group: "shapes", key: "z", ctrl: true, shift: true },
  { action: "edit.redo", group: "shapes", key: "y", ctrl: true },
  { action: "tool.select", group: "tools", key: "v" },
  { action: "tool.box", group: "tools", key: "b" },
  { action: "tool.box_extremes", group: "tools", key: "b", shift: true },
  { action: "tool.rotated_box", group: "tools", key: "t" },
  { action: "tool.polygon", group: "tools", key: "p" },
  { action: "tool.ellipse", group: "tools", key: "o", shift: true },
  { action: "tool.polyline", group: "tools", key: "l", shift: true },
  { action: "tool.keypoints", group: "tools", key: "j" },
  { action: "tool.pan", group: "tools", key: "m" },
  { action: "tool.brush", group: "tools", key: "d" },
  { action: "tool.eraser", group: "tools", key: "x" },
  { action: "tool.scissors", group: "tools", key: "s" },
  { action: "tool.wand", group: "tools", key: "w" },
  { action: "tool.plugin", group: "tools", key: "x", shift: true },
  { action: "tool.cutout", group: "tools", key: "w", shift: true },
  { action: "tool.superpixels", group: "tools", key: "d", shift: true },
  { action: "tool.fill", group: "tools", key: "g" },
  { action: "brush.smaller", group: "tools", key: "[", isForBrush: true },
  { action: "brush.larger", group: "tools", key: "]", isForBrush: true },
  // Where brackets take AltGr.
  { action: "brush.smaller", group: "tools", key: ",", isForBrush: true },
  { action: "brush.larger", group: "tools", key: ".", isForBrush: true },
  { action: "view.hold_pan", group: "view", key: " " },
  { action: "view.peek", group: "view", key: "q", shift: true },
  { action: "view.fit", group: "view", key: "f" },
  { action: "view.actual", group: "view", key: "o" },
  { action: "view.in", group: "view", key: "+" },
  { action: "view.in", group: "view", key: "=" },
  { action: "view.out", group: "view", key: "-" },
  { action: "view.turn_right", group: "view", key: "y" },
  { action: "view.turn_left", group: "view", key: "y", shift: true },
  { action: "view.grid", group: "view", key: "z" },
  { action: "view.map", group: "view", key: "z", shift: true },
  { action: "view.window_narrower", group: "view", key: "n", shift: true },
  { action: "view.window_wider", group: "view", key: "e", shift: true },
  { action: "view.window_brighter", group: "view", key: "i", shift: true },
  { action: "view.window_darker", group: "view", key: "k", shift: true },
  { action: "view.window_next", group: "view", key: "v", shift: true },
  { action: "task.submit", group: "task", key: "Enter", ctrl: true },
  { action: "task.nothing_here", group: "task", key: "e" },
  { action: "task.skip", group: "task", key: "k" },
  { action: "verdict.accept", group: "task", key: "a" },
  { action: "verdict.fix", group: "task", key: "c" },
  { action: "verdict.reject", group: "task", key: "r" },
  { action: "review.accept", group: "review", key: "a" },
  { action: "review.take", group: "review", key: "t" },
  { action: "review.merge", group: "review", key: "m" },
  { action: "review.edit", group: "review", key: "e" },
  { action: "review.leave_out", group: "review", key: "x" },
  { action: "review.next", group: "review", key: "j" },
  { action: "review.previous", group: "review", key: "k" },
  { action: "review.reason", group: "review", key: "w" },
  { action: "review.note", group: "review", key: "n" },
  { action: "review.mark", group: "review", key: "c" },
  { action: "review.send_back", group: "review", key: "r" },
  { action: "review.ask_more", group: "review", key: "p" },
  { action: "review.cancel", group: "review", key: "d" },
  ...layerBindings(),
  { action: "panel.rail", group: "view", key: "[" },
  { action: "panel.side", group: "view", key: "]" },
  { action: "panel.keys", group: "view", key: "?" },
];

/** What goes on while its key is held; of all else one press is one deed, such as a submission. */
export function goesOn(action: KeyAction): boolean {
  return /^(move|size|brush|edit)\.|^point\.(next|previous)|^shape\.(next|previous|forward|backward)|^view\.(in|out|window_(?!next)|hold)/.test(action); // prettier-ignore
}

/** Keys that write a sign with Shift on some layouts: Shift is part of writing them. */
const SIGNS = new Set(["?", "+", "[", "]", "=", ",", "."]);

export function actionFor(
  input: KeyInput,
  table: readonly KeyBinding[],
  hasBrush: boolean,
): KeyAction | null {
  if (input.alt) return null;
  const pressed = table.filter((binding) => isPressed(binding, input));
  const own = hasBrush ? pressed.find((binding) => binding.isForBrush) : undefined;
  return (own ?? pressed.find((binding) => !binding.isForBrush))?.action ?? null;
}

function isPressed(binding: KeyBinding, input: KeyInput): boolean {
  if ((binding.ctrl ?? false) !== input.ctrl) return false;
  const minded = SIGNS.has(binding.key) ? true : (binding.shift ?? false) === input.shift;
  if (!minded) return false;
  if (binding.key.startsWith("Digit"))
    return input.code === binding.key || isKeypad(binding, input);
  return input.key.toLowerCase() === binding.key.toLowerCase();
}

function isKeypad(binding: KeyBinding, input: KeyInput): boolean {
  return input.code === binding.key.replace("Digit", "Numpad") && /^\d$/.test(input.key);
}
