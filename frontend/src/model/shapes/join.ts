/**
 * Two polygons as one. Edges are parted where they meet; of each polygon the parts outside the
 * other stay, of parts they share those that run the same way; what stays is walked round anew.
 */

import { imagePoint } from "../points";
import { ringContains } from "./lines";
import type { PolygonGeometry } from "./polygon";
import type { PolylineGeometry } from "./polyline";
import { ringArea, type Position, type Ring } from "./rings";
import { crossingsOf, withoutRepeats } from "./slice";

interface Edge {
  readonly from: Position;
  readonly to: Position;
}

/** Null when the two do not touch along a border or overlap: one outline cannot hold both. */
export function joinedPolygons(
  first: PolygonGeometry,
  second: PolygonGeometry,
): PolygonGeometry | null {
  const [own, other] = [edgesOf(first, second), edgesOf(second, first)];
  const others = new Map(other.map((edge) => [keyOf(edge.from, edge.to), edge]));
  const shared = new Set<string>();
  const kept = own.filter(({ from, to }) => {
    if (others.has(keyOf(to, from))) {
      shared.add(keyOf(to, from));
      return false;
    }
    const isSame = others.has(keyOf(from, to));
    if (isSame) shared.add(keyOf(from, to));
    return isSame || !isInside(second, from, to);
  });
  const rest = other.filter(
    ({ from, to }) => !shared.has(keyOf(from, to)) && !isInside(first, from, to),
  );
  const rings = ringsFrom([...kept, ...rest]);
  if (rings === null) return null;
  const outer = rings.filter((ring) => signedArea(ring) > 0);
  const [points] = outer;
  if (points === undefined || outer.length > 1) return null;
  return { points, holes: rings.filter((ring) => signedArea(ring) < 0) };
}

/** One line after the other, joined at their nearest ends. */
export function joinedPolylines(
  { points: first }: PolylineGeometry,
  { points: second }: PolylineGeometry,
): PolylineGeometry {
  const gap = (a: Ring, b: Ring) => {
    const [from, to] = [a.at(-1), b[0]];
    return from === undefined || to === undefined
      ? Infinity
      : Math.hypot(to[0] - from[0], to[1] - from[1]);
  };
  const ways: readonly (readonly [Ring, Ring])[] = [
    [first, second],
    [first, second.toReversed()],
    [second, first],
    [first.toReversed(), second],
  ];
  const [a, b] = ways.reduce((best, way) => (gap(...way) < gap(...best) ? way : best));
  return { points: withoutRepeats([...a, ...b]) };
}

/** All edges of a polygon, outer rings one way and holes the other, parted where the other meets. */
function edgesOf(polygon: PolygonGeometry, other: PolygonGeometry): readonly Edge[] {
  const rings = [turned(polygon.points, 1), ...polygon.holes.map((hole) => turned(hole, -1))];
  const others = [other.points, ...other.holes];
  return rings.flatMap((ring) =>
    ring.flatMap((from, index) => {
      const to = ring[(index + 1) % ring.length] ?? from;
      const cuts = others.flatMap((run) => [
        ...crossingsOf(run, true, [from, to]).map(({ at }) => at),
        ...run.filter((corner) => isOn(corner, from, to)),
      ]);
      const stops = cuts.toSorted((a, b) => distance(from, a) - distance(from, b));
      const way = withoutRepeats([from, ...stops, to]);
      return way.slice(1).map((end, at) => ({ from: way[at] ?? from, to: end }));
    }),
  );
}

/** Follows edges from end to start; where several go on, the sharpest turn keeps rings apart. */
function ringsFrom(edges: readonly Edge[]): readonly Ring[] | null {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = edge.from.join();
    leaving.set(key, [...(leaving.get(key) ?? []), edge]);
  }
  const rings: Ring[] = [];
  for (let [edge] = edges; edge !== undefined; edge = [...leaving.values()].flat()[0]) {
    const ring: Position[] = [];
    const begin = edge.from.join();
    for (let now: Edge | undefined = edge; now !== undefined;) {
      take(leaving, now);
      ring.push(now.from);
      if (now.to.join() === begin) break;
      const next = sharpest(now, leaving.get(now.to.join()) ?? []);
      if (next === undefined) return null;
      now = next;
    }
    rings.push(withoutStraights(ring));
  }
  return rings.filter((ring) => ring.length > 2);
}

function take(leaving: Map<string, Edge[]>, edge: Edge): void {
  const key = edge.from.join();
  const rest = (leaving.get(key) ?? []).filter((one) => one !== edge);
  if (rest.length > 0) leaving.set(key, rest);
  else leaving.delete(key);
}

function sharpest(from: Edge, choices: readonly Edge[]): Edge | undefined {
  const angle = ({ from: a, to: b }: Edge) => Math.atan2(b[1] - a[1], b[0] - a[0]);
  const turn = (edge: Edge) => {
    const by = angle(edge) - angle(from);
    return ((by + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
  };
  return choices.toSorted((a, b) => turn(a) - turn(b))[0];
}

/** Corners that parting put on a straight way go again. */
function withoutStraights(ring: Ring): Ring {
  return ring.filter((point, index) => {
    const before = ring.at(index - 1) ?? point;
    const after = ring[(index + 1) % ring.length] ?? point;
    return !isOn(point, before, after);
  });
}

function isInside({ points, holes }: PolygonGeometry, from: Position, to: Position): boolean {
  const middle = imagePoint((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  return ringContains(points, middle) && !holes.some((hole) => ringContains(hole, middle));
}

/** Between the two ends, off the straight way by less than rounding to hundredths can move it. */
function isOn(point: Position, from: Position, to: Position): boolean {
  const length = distance(from, to);
  if (length === 0) return false;
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const along = (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
  const off = (point[1] - from[1]) * dx - (point[0] - from[0]) * dy;
  return Math.abs(off) < 0.008 && along > 0.008 && along < length - 0.008;
}

function distance([x1, y1]: Position, [x2, y2]: Position): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

const keyOf = (from: Position, to: Position) => `${from.join()} ${to.join()}`;

function signedArea(ring: Ring): number {
  const twice = ring.reduce((total, [x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    return total + x1 * y2 - x2 * y1;
  }, 0);
  return Math.sign(twice) * ringArea(ring);
}

function turned(ring: Ring, sign: 1 | -1): Ring {
  return Math.sign(signedArea(ring)) === sign ? ring : ring.toReversed();
}
