/** The border between set and unset pixels, as closed runs along the edges of pixels. */

import { outlineOf } from "./lines";
import type { Outline } from "./kind";
import type { Position } from "./rings";

/** Where set pixels of one column begin and end, taking turns. */
type Column = readonly number[];

/** A straight piece of border; the set pixels lie to its right as one walks along it. */
interface Piece {
  readonly from: Position;
  readonly to: Position;
}

/** `columns` are those of a window whose top-left pixel is at (`x`, `y`). */
export function maskOutlines(columns: readonly Column[], x: number, y: number): readonly Outline[] {
  const pieces = new PieceMap();
  for (let index = 0; index <= columns.length; index += 1) {
    const column = columns[index] ?? [];
    for (let at = 0; at < column.length; at += 2) {
      const [top, bottom] = [y + (column[at] ?? 0), y + (column[at + 1] ?? 0)];
      pieces.add([x + index, top], [x + index + 1, top]);
      pieces.add([x + index + 1, bottom], [x + index, bottom]);
    }
    for (const { from, to, isLeftSet } of differences(columns[index - 1] ?? [], column)) {
      const [top, bottom]: [Position, Position] = [
        [x + index, y + from],
        [x + index, y + to],
      ];
      if (isLeftSet) pieces.add(top, bottom);
      else pieces.add(bottom, top);
    }
  }
  return pieces.loops();
}

interface Difference {
  readonly from: number;
  readonly to: number;
  readonly isLeftSet: boolean;
}

/** The rows in which exactly one of two neighbouring columns is set. */
function differences(left: Column, right: Column): readonly Difference[] {
  const found: Difference[] = [];
  let [atLeft, atRight, from] = [0, 0, 0];
  while (atLeft < left.length || atRight < right.length) {
    const to = Math.min(left[atLeft] ?? Infinity, right[atRight] ?? Infinity);
    const isLeftSet = atLeft % 2 === 1;
    if (isLeftSet !== (atRight % 2 === 1)) found.push({ from, to, isLeftSet });
    if (left[atLeft] === to) atLeft += 1;
    if (right[atRight] === to) atRight += 1;
    from = to;
  }
  return found;
}

/** Pieces by the point they leave from; where four pixels meet, two may leave from one. */
class PieceMap {
  private readonly leaving = new Map<number, Piece[]>();

  add(from: Position, to: Position): void {
    const name = nameOf(from);
    const pieces = this.leaving.get(name);
    if (pieces === undefined) this.leaving.set(name, [{ from, to }]);
    else pieces.push({ from, to });
  }

  /** Every piece belongs to one loop, as each point is left as often as it is reached. */
  loops(): readonly Outline[] {
    const loops: Outline[] = [];
    for (const pieces of this.leaving.values()) {
      for (let first = pieces.pop(); first !== undefined; first = pieces.pop()) {
        loops.push(outlineOf(this.loopFrom(first), true));
      }
    }
    return loops;
  }

  private loopFrom(first: Piece): readonly Position[] {
    const corners: Position[] = [];
    let piece: Piece | undefined = first;
    let isUpright: boolean | null = null;
    while (piece !== undefined) {
      const turns = (piece.from[0] === piece.to[0]) !== isUpright;
      isUpright = piece.from[0] === piece.to[0];
      if (turns) corners.push(piece.from);
      piece = this.leaving.get(nameOf(piece.to))?.pop();
    }
    return corners;
  }
}

/** A number for a corner of pixels: no picture is 2^21 pixels high. */
function nameOf([x, y]: Position): number {
  return x * 2 ** 21 + y;
}
