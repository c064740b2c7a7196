/** The keys that move and size, as steps. */

import { wayOnPlane, type Turn } from "@/model/turn";
import { DIRECTIONS, type Direction, type KeyAction } from "./key-table";
import type { Scene } from "./scene";

export interface Arrow {
  readonly how: "move" | "size";
  readonly dx: number;
  readonly dy: number;
}

/** One press moves what is being drawn this far, in CSS pixels, and never less than a pixel. */
const STRIDE = 8;

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** `move.left` and `size.left` as a kind of movement and a unit step; null for other keys. */
export function arrowOf(action: KeyAction): Arrow | null {
  const [how, name] = action.split(".");
  const direction = DIRECTIONS.find((known) => known === name);
  if ((how !== "move" && how !== "size") || direction === undefined) return null;
  const [dx, dy] = STEPS[direction];
  return { how, dx, dy };
}

/** The arrow of the picture that points where the key does on a turned stage. */
export function arrowSeen(action: KeyAction, turn: Turn): KeyAction {
  const arrow = arrowOf(action);
  if (arrow === null || turn === 0) return action;
  const [dx, dy] = wayOnPlane(arrow.dx, arrow.dy, turn);
  const direction = DIRECTIONS.find((name) => {
    const [x, y] = STEPS[name];
    // Minus zero is zero here, which `===` knows.
    return x === dx && y === dy;
  });
  return direction === undefined ? action : `${arrow.how}.${direction}`;
}

/** In whole image pixels. */
export function strideOf({ view }: Scene): number {
  return Math.max(1, Math.round(STRIDE / view.scale));
}
