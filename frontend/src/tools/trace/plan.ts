/** An area that is gone round corner by corner: straight or freehand, or along edges. */

import { imagePoint, insideImage, type ImagePoint } from "@/model/points";
import { regionInRings } from "@/model/masks/rings";
import { thinnedRun } from "@/model/masks/simplify";
import type { WayFinder } from "@/model/scissors/finder";
import { distanceBetween } from "@/model/points";
import type { UnfinishedTrace } from "@/model/unfinished";
import { toScreen } from "@/model/view-transform";
import type { Command } from "../commands";
import type { PointerInput } from "../input";
import { applied, type Work } from "../masks/apply";
import { kept, LET_GO } from "../masks/finish";
import { ringOf } from "../placing/unfinished";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";

export interface Trace {
  /** Asked for ways corner by corner; told when the trace ends. */
  readonly ways: WayFinder;
  readonly name: "area" | "scissors";
  readonly work: Work;
  /** What each press added; the last point of a run is the corner that was pressed. */
  readonly runs: readonly (readonly ImagePoint[])[];
  readonly home: ToolState;
}

const LEAST_POINTS = 3;
const CLOSES_WITHIN: Readonly<Record<PointerInput["device"], number>> = { mouse: 9, pen: 12, touch: 22 }; // prettier-ignore
/** Bends of a way smaller than this share of a pixel of the screen are not worth a corner. */
const BEND = 0.7;

/** What is kept of it; null before the first corner. */
export function unfinishedOf({ name, work, runs }: Trace): UnfinishedTrace | null {
  if (runs.length === 0) return null;
  const { target, takesAway } = work;
  const { label, shapeId } = target;
  return { kind: name, label, maskId: shapeId, takesAway, runs: runs.map(ringOf) };
}

export function sketched({ work, runs }: Trace, way: readonly ImagePoint[]): Command {
  const { target, takesAway } = work;
  return {
    type: "sketch",
    sketch: { points: runs.flat(), way, label: target.label, isSubtracting: takesAway },
  };
}

/** From the last corner to the pointer, without the corner. */
export function wayTo(
  { name, runs, ways }: Trace,
  to: ImagePoint,
  scene: Scene,
): readonly ImagePoint[] {
  const end = insideImage(to, scene.image);
  if (name === "area" || runs.length === 0) return [end];
  const way = ways.wayTo(end);
  if (way === null) return [end];
  const bend = BEND / Math.min(scene.view.scale, 1);
  const run = [...way, end].map(({ x, y }) => [x, y] as const);
  return thinnedRun(run, bend).map((point) => imagePoint(...point));
}

export function isClosing({ runs }: Trace, input: PointerInput, scene: Scene): boolean {
  const points = runs.flat();
  const reach = CLOSES_WITHIN[input.device];
  const isNear = (point: ImagePoint | undefined) =>
    point !== undefined && distanceBetween(toScreen(scene.view, point), input.screen) <= reach;
  return points.length >= LEAST_POINTS && isNear(points[0]);
}

/** With too few corners it goes on, and says so. */
export function finishedTrace(trace: Trace, scene: Scene, back: ToolState): Step {
  const corners = trace.runs.flat();
  const [first] = corners;
  if (first === undefined || corners.length < LEAST_POINTS)
    return stepTo(back, { type: "notify", notice: { type: "too_few_points" } });
  // The last stretch follows the edge, as the others do.
  const points = [...corners, ...wayTo(trace, first, scene).slice(0, -1)];
  const region = regionInRings([points.map(({ x, y }) => [x, y] as const)], scene.image);
  const { work, home, ways } = trace;
  ways.end();
  return stepTo(home, ...kept(scene, work.target, applied(work, region)));
}

export function letGo({ home, ways }: Trace): Step {
  ways.end();
  return stepTo(home, ...LET_GO);
}
