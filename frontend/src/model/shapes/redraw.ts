/** A stretch of an outline drawn anew: a line from one place of it to another takes its place. */

import { imagePoint } from "../points";
import { distanceToRun, nearestOnEdge } from "./lines";
import type { PolygonGeometry } from "./polygon";
import type { PolylineGeometry } from "./polyline";
import type { Position, Ring } from "./rings";
import { walk, withoutRepeats } from "./slice";

/** A place on a run: the edge with its share, and how far off the point was that was asked for. */
interface Place {
  readonly edge: number;
  readonly distance: number;
}

/**
 * The outer ring with the stretch that lies nearer to `line` replaced by it; null when either end
 * is farther than `reach` from the ring, in image pixels.
 */
export function redrawnPolygon(
  { points, holes }: PolygonGeometry,
  line: Ring,
  reach: number,
): PolygonGeometry | null {
  const ends = endsOn(points, true, line, reach);
  if (ends === null) return null;
  const [from, to] = ends;
  const middle = line[Math.floor(line.length / 2)] ?? line[0];
  if (middle === undefined) return null;
  const [forward, backward] = [walk(points, from, to), walk(points, to, from)];
  const far = (run: Ring) => distanceToRun(withEnds(line, run), false, imagePoint(...middle));
  const isForward = far(forward) <= far(backward.toReversed());
  const ring = isForward ? [...line, ...backward] : [...line.toReversed(), ...forward];
  return { points: closed(ring), holes };
}

/** The same of a line: what lies between the two ends is replaced. */
export function redrawnPolyline(
  { points }: PolylineGeometry,
  line: Ring,
  reach: number,
): PolylineGeometry | null {
  const ends = endsOn(points, false, line, reach);
  if (ends === null) return null;
  const isForward = ends[0] <= ends[1];
  const [from, to] = isForward ? ends : [ends[1], ends[0]];
  const drawn = isForward ? line : line.toReversed();
  const before = points.slice(0, Math.ceil(from));
  return { points: withoutRepeats([...before, ...drawn, ...points.slice(Math.floor(to) + 1)]) };
}

/** A stretch without a corner of its own is the straight way between its ends. */
function withEnds(line: Ring, run: Ring): Ring {
  return [line[0], ...run, line.at(-1)].filter((point) => point !== undefined);
}

function endsOn(run: Ring, isClosed: boolean, line: Ring, reach: number) {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 2) return null;
  const [from, to] = [placeOn(run, isClosed, first), placeOn(run, isClosed, last)];
  if (from.distance > reach || to.distance > reach || from.edge === to.edge) return null;
  return [from.edge, to.edge] as const;
}

function placeOn(run: Ring, isClosed: boolean, point: Position): Place {
  let best: Place = { edge: 0, distance: Infinity };
  for (let edge = 0; edge < run.length - (isClosed ? 0 : 1); edge += 1) {
    const [start, end] = [run[edge], run[(edge + 1) % run.length]] as [Position, Position];
    const [x, y] = nearestOnEdge(start, end, imagePoint(...point));
    const distance = Math.hypot(point[0] - x, point[1] - y);
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const share = length > 0 ? Math.hypot(x - start[0], y - start[1]) / length : 0;
    if (distance < best.distance) best = { edge: edge + Math.min(share, 1 - 1e-9), distance };
  }
  return best;
}

function closed(ring: Ring): Ring {
  const once = withoutRepeats(ring);
  const [first, last] = [once[0], once.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? once.slice(0, -1) : once;
}
