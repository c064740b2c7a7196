/** How a path in the hand is kept, or why it is not. */

import { arrange } from "@/model/shapes/ring-sweep";
import { polygonOf, ringsOf } from "@/model/shapes/polygon";
import { kindOf } from "@/model/shapes/registry";
import { distinct } from "@/model/shapes/freehand";
import type { Ring } from "@/model/shapes/rings";
import type { Command, Notice } from "../commands";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import { geometryOf, LEAST_POINTS, previewOf, type PathPlan, type Runs } from "./plan";

/** `back` is where a refused path waits for what it lacks. */
export function finished(plan: PathPlan, runs: Runs, back: ToolState, scene: Scene): Step {
  const points = plan.kind === "polygon" ? distinct(runs.flat()) : withoutRepeats(runs.flat());
  if (points.length < LEAST_POINTS[plan.kind])
    return refused(plan, runs, back, { type: "too_few_points" });
  if (plan.work !== undefined) return worked(plan, runs, back, plan.work.done(points, scene));
  if (kindOf(plan.kind).isTooSmall(geometryOf({ ...plan, hollowed: null }, points)))
    return refused(plan, runs, back, { type: "too_small" });
  if (plan.hollowed !== null && !isHole(plan.hollowed, points))
    return refused(plan, runs, back, { type: "hole_outside" });
  return stepTo(plan.home, LET_GO, kept(plan, points));
}

const LET_GO: Command = { type: "preview", preview: null };

function worked(plan: PathPlan, runs: Runs, back: ToolState, done: Command | Notice): Step {
  return isChange(done) ? stepTo(plan.home, LET_GO, done) : refused(plan, runs, back, done);
}

function isChange(done: Command | Notice): done is Command {
  return done.type === "part_shape" || done.type === "set_geometry";
}

function kept(plan: PathPlan, points: Ring): Command {
  const { kind, label, hollowed } = plan;
  if (hollowed === null)
    return { type: "add_shape", kind, label, geometry: geometryOf(plan, points) };
  const geometry = polygonOf([...ringsOf(hollowed.geometry), points]);
  return { type: "set_geometry", shapeId: hollowed.id, geometry };
}

function refused(plan: PathPlan, runs: Runs, back: ToolState, notice: Notice): Step {
  return stepTo(back, previewOf(plan, runs), { type: "notify", notice });
}

/** A hole lies in the outer ring and in no other hole, and touches neither. */
function isHole(polygon: NonNullable<PathPlan["hollowed"]>, hole: Ring): boolean {
  const { isSimple, containers } = arrange([...ringsOf(polygon.geometry), hole]);
  return isSimple && containers.at(-1) === 0;
}

/** A line may come back to a place; twice in a row says nothing. */
function withoutRepeats(points: Ring): Ring {
  return points.filter(([x, y], index) => {
    const before = points[index - 1];
    return before === undefined || before[0] !== x || before[1] !== y;
  });
}
