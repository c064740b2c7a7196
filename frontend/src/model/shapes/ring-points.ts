/**
 * Single points of runs of points, by handle: `1:3` is the fourth point of the second run, and
 * `1:3+` lies between that point and the next one.
 */

import { imagePoint, insideImage, toHundredth, type ImagePoint, type ImageSize } from "../points";
import type { Handle } from "./kind";
import type { Position, Ring } from "./rings";

/** No handle between two points that are nearer than this, in CSS pixels. */
const BETWEEN_FROM = 44;

interface Place {
  readonly run: number;
  readonly index: number;
  readonly isBetween: boolean;
}

function placeOf(handleId: string): Place {
  const [run = "", index = ""] = handleId.split(":");
  return { run: Number(run), index: Number.parseInt(index, 10), isBetween: index.endsWith("+") };
}

const idOf = (run: number, index: number): string => `${run}:${index}`;

export function pointIds(runs: readonly Ring[]): readonly string[] {
  return runs.flatMap((run, number) => run.map((_, index) => idOf(number, index)));
}

/** A handle on each point, and one between neighbours that are far enough apart. */
export function pointHandles(
  runs: readonly Ring[],
  areClosed: boolean,
  scale: number,
): readonly Handle[] {
  return runs.flatMap((run, number) =>
    run.flatMap((point, index): Handle[] => {
      const id = idOf(number, index);
      const own: Handle = { id, role: "point", point: imagePoint(...point), cursor: "move" };
      const next = run[index + 1] ?? (areClosed ? run[0] : undefined);
      if (next === undefined || distance(point, next) * scale < BETWEEN_FROM) return [own];
      return [own, { id: `${id}+`, role: "between", point: halfWay(point, next), cursor: "copy" }];
    }),
  );
}

export function withPointAt(
  runs: readonly Ring[],
  handleId: string,
  to: ImagePoint,
  image: ImageSize,
): readonly Ring[] {
  const { run, index } = placeOf(handleId);
  const { x, y } = insideImage(to, image);
  const moved: Position = [toHundredth(x), toHundredth(y)];
  return changed(runs, run, (points) => points.map((point, at) => (at === index ? moved : point)));
}

/** The new point comes after the one the handle names; at the end of an open run before it. */
export function withPointIn(
  runs: readonly Ring[],
  areClosed: boolean,
  handleId: string,
  at: ImagePoint | null,
): { readonly runs: readonly Ring[]; readonly handleId: string } | null {
  const { run, index } = placeOf(handleId);
  const points = runs[run] ?? [];
  const isAtEnd = index === points.length - 1 && !areClosed;
  const before = isAtEnd ? index - 1 : index;
  const [from, to] = [points[before], points[(before + 1) % points.length]];
  if (from === undefined || to === undefined) return null;
  const { x, y } = at ?? halfWay(from, to);
  const point: Position = [toHundredth(x), toHundredth(y)];
  return {
    runs: changed(runs, run, () => points.toSpliced(before + 1, 0, point)),
    handleId: idOf(run, before + 1),
  };
}

/** Null when fewer than `least` would be left of the run. */
export function withoutPointAt(
  runs: readonly Ring[],
  handleId: string,
  least: number,
): readonly Ring[] | null {
  const { run, index } = placeOf(handleId);
  if ((runs[run]?.length ?? 0) <= least) return null;
  return changed(runs, run, (points) => points.toSpliced(index, 1));
}

export function runOf(handleId: string): number {
  return placeOf(handleId).run;
}

function changed(
  runs: readonly Ring[],
  run: number,
  change: (points: Ring) => Ring,
): readonly Ring[] {
  return runs.map((points, number) => (number === run ? change(points) : points));
}

function halfWay([x1, y1]: Position, [x2, y2]: Position): ImagePoint {
  return imagePoint((x1 + x2) / 2, (y1 + y2) / 2);
}

function distance([x1, y1]: Position, [x2, y2]: Position): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
