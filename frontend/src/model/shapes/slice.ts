/** One shape cut in two along a drawn line, exactly where the line crosses its outline. */

import { imagePoint, toHundredth } from "../points";
import type { BoxGeometry } from "./box";
import { ringContains } from "./lines";
import type { PolygonGeometry } from "./polygon";
import type { PolylineGeometry } from "./polyline";
import { sideOf, type Position, type Ring } from "./rings";

/** Where the line meets the outline: `along` the line and `edge` of the run, both with a share. */
interface Crossing {
  readonly at: Position;
  readonly along: number;
  readonly edge: number;
}

/**
 * Two polygons along the first stretch of `line` that goes through the inside. Null when the line
 * does not go in and out again, begins inside, or cuts a hole. Holes stay with their half.
 */
export function slicedPolygon(
  { points, holes }: PolygonGeometry,
  line: Ring,
): readonly [PolygonGeometry, PolygonGeometry] | null {
  const [from] = line;
  const [into, out] = crossingsOf(points, true, line);
  if (from === undefined || into === undefined || out === undefined) return null;
  if (ringContains(points, imagePoint(...from))) return null;
  const chord = [into.at, ...insideOf(line, into, out), out.at];
  if (holes.some((hole) => crossingsOf(hole, true, chord).length > 0)) return null;
  const halves = [
    distinct([...chord, ...walk(points, out.edge, into.edge)]),
    distinct([...chord.toReversed(), ...walk(points, into.edge, out.edge)]),
  ] as const;
  if (halves.some((half) => half.length < 3)) return null;
  const within = (half: Ring) =>
    holes.filter(([corner]) => corner !== undefined && ringContains(half, imagePoint(...corner)));
  return [
    { points: halves[0], holes: within(halves[0]) },
    { points: halves[1], holes: within(halves[1]) },
  ];
}

/**
 * Two boxes that share the side at which `line` crosses the middle of the whole: upright where the
 * line goes down more than across. Null when the line does not go in and out again, or begins inside.
 */
export function slicedBox(
  box: BoxGeometry,
  line: Ring,
): readonly [BoxGeometry, BoxGeometry] | null {
  const { x, y, width, height } = box;
  const outline: Ring = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]; // prettier-ignore
  const [from] = line;
  const [into, out] = crossingsOf(outline, true, line);
  if (from === undefined || into === undefined || out === undefined) return null;
  if (ringContains(outline, imagePoint(...from))) return null;
  const [across, down] = [out.at[0] - into.at[0], out.at[1] - into.at[1]];
  if (Math.abs(down) >= Math.abs(across)) {
    const left = toHundredth((into.at[0] + out.at[0]) / 2 - x);
    const right = { ...box, x: toHundredth(x + left), width: toHundredth(width - left) };
    return [{ ...box, width: left }, right];
  }
  const upper = toHundredth((into.at[1] + out.at[1]) / 2 - y);
  const lower = { ...box, y: toHundredth(y + upper), height: toHundredth(height - upper) };
  return [{ ...box, height: upper }, lower];
}

/** Two lines that end where `line` first crosses; null when it does not. */
export function slicedPolyline(
  { points }: PolylineGeometry,
  line: Ring,
): readonly [PolylineGeometry, PolylineGeometry] | null {
  const [cut] = crossingsOf(points, false, line).sort((a, b) => a.edge - b.edge);
  if (cut === undefined) return null;
  const after = Math.floor(cut.edge) + 1;
  const parts = [
    withoutRepeats([...points.slice(0, after), cut.at]),
    withoutRepeats([cut.at, ...points.slice(after)]),
  ] as const;
  return parts.every((part) => part.length > 1)
    ? [{ points: parts[0] }, { points: parts[1] }]
    : null;
}

/** In the order in which `line` meets them. */
export function crossingsOf(run: Ring, isClosed: boolean, line: Ring): Crossing[] {
  const found: Crossing[] = [];
  for (let step = 0; step + 1 < line.length; step += 1) {
    const [from, to] = [line[step], line[step + 1]] as [Position, Position];
    for (let edge = 0; edge < run.length - (isClosed ? 0 : 1); edge += 1) {
      const [start, end] = [run[edge], run[(edge + 1) % run.length]] as [Position, Position];
      const share = crossingShare(from, to, start, end);
      if (share === null) continue;
      const at: Position = [
        toHundredth(from[0] + share * (to[0] - from[0])),
        toHundredth(from[1] + share * (to[1] - from[1])),
      ];
      found.push({ at, along: step + share, edge: edge + shareOfEdge(start, end, at) });
    }
  }
  return found.sort((a, b) => a.along - b.along);
}

/** Where on the way from `from` to `to` the edge is crossed. A corner counts for one of its edges. */
function crossingShare(from: Position, to: Position, start: Position, end: Position) {
  const [a, b] = [sideOf(from, to, start) > 0, sideOf(from, to, end) > 0];
  const [c, d] = [sideOf(start, end, from), sideOf(start, end, to)];
  if (a === b || c > 0 === d > 0) return null;
  return c / (c - d);
}

function shareOfEdge(start: Position, end: Position, at: Position): number {
  const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
  const done = Math.hypot(at[0] - start[0], at[1] - start[1]);
  return length > 0 ? Math.min(done / length, 1 - Number.EPSILON) : 0;
}

/** Corners of the line between two crossings. */
function insideOf(line: Ring, into: Crossing, out: Crossing): Ring {
  return line.filter((_, index) => index > into.along && index < out.along);
}

/** Corners of a ring that are passed going on from one place to another. */
export function walk(ring: Ring, from: number, to: number): Ring {
  const count = ring.length;
  const first = Math.floor(from) + 1;
  let steps = Math.floor(to) - Math.floor(from);
  if (steps < 0 || (steps === 0 && to < from)) steps += count;
  return Array.from({ length: steps }, (_, step) => ring[(first + step) % count] as Position);
}

export function withoutRepeats(points: Ring): Ring {
  return points.filter(([x, y], index) => {
    const before = points[index - 1];
    return before === undefined || before[0] !== x || before[1] !== y;
  });
}

function distinct(ring: Ring): Ring {
  const once = withoutRepeats(ring);
  const [first, last] = [once[0], once.at(-1)];
  const isClosed = first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? once.slice(0, -1) : once;
}
