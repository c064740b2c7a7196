/** Keypoints: one press for each point of the skeleton, in its order; a point can be left out. */

import type { Shape } from "@/model/document";
import { imagePoint, type ImagePoint } from "@/model/points";
import type { SchemaLabel } from "@/model/schema";
import type { Keypoint, KeypointsGeometry } from "@/model/shapes/keypoints";
import type { PlacedPoint, UnfinishedKeypoints } from "@/model/unfinished";
import type { Command } from "../commands";
import { idleTool } from "../corners/idle";
import { placing, placingByKeys, placingOn, pressingPoint, type Placing } from "../placing/placing";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";

type KeypointsShape = Extract<Shape, { kind: "keypoints" }>;

interface Progress {
  readonly label: SchemaLabel;
  /** The shape whose missing points are placed; null for a new one. */
  readonly shape: KeypointsShape | null;
  readonly points: Readonly<Record<string, Keypoint>>;
  /** Keys still to come, the next one first. */
  readonly waiting: readonly string[];
  readonly isVisible: boolean;
  readonly before: Progress | null;
}

const LET_GO: Command = { type: "preview", preview: null };

function planFor(now: Progress): Placing {
  const { label, shape, points, waiting, isVisible, before } = now;
  const skeleton = label.skeleton?.points ?? [];
  const [next = ""] = waiting;
  const withNext = (at: ImagePoint): KeypointsGeometry => ({
    points: { ...points, [next]: { x: at.x, y: at.y, is_visible: isVisible } },
  });
  return {
    tool: "keypoints",
    home: keypointsIdle,
    prompt: {
      name: skeleton.find(({ key }) => key === next)?.name ?? next,
      number: skeleton.findIndex(({ key }) => key === next) + 1,
      of: skeleton.length,
      isHidden: !isVisible,
    },
    last: lastOf(points),
    unfinished: unfinishedOf(now),
    shown: (at) => ({
      type: "preview",
      preview: {
        shapeId: shape?.id ?? null,
        kind: "keypoints",
        label: label.key,
        geometry: withNext(at),
        heldHandle: next,
      },
    }),
    placed: (at) => after({ ...now, points: withNext(at).points, isVisible: true, before: now }),
    takenBack: () => before && planFor(before),
    finished: () => finished(now),
    onKey: (action) => {
      if (action === "point.visible") return planFor({ ...now, isVisible: !isVisible });
      return action === "point.next" ? after({ ...now, before: now }) : null;
    },
  };
}

/** On to the next point; after the last one the shape is whole. */
function after(now: Progress): Placing | Step {
  const waiting = now.waiting.slice(1);
  return waiting.length > 0 ? planFor({ ...now, waiting }) : finished({ ...now, waiting });
}

function finished({ label, shape, points, before, ...now }: Progress): Step {
  if (Object.keys(points).length === 0) {
    const back = { label, shape, points, before, ...now };
    const plan = planFor(now.waiting.length > 0 ? back : (before ?? back));
    return stepTo(placing(plan), { type: "notify", notice: { type: "too_few_points" } });
  }
  const geometry: KeypointsGeometry = { points };
  const kept: Command =
    shape === null
      ? { type: "add_shape", kind: "keypoints", label: label.key, geometry }
      : { type: "set_geometry", shapeId: shape.id, geometry };
  return stepTo(keypointsIdle, LET_GO, kept);
}

/** Null before the first point is placed or left out. */
function unfinishedOf(now: Progress): UnfinishedKeypoints | null {
  const { label, shape, before } = now;
  if (before === null) return null;
  const placed = [...(unfinishedOf(before)?.placed ?? []), placedAfter(before, now)];
  return { kind: "keypoints", label: label.key, shapeId: shape?.id ?? null, placed };
}

function placedAfter({ waiting }: Progress, { points }: Progress): PlacedPoint {
  const [key = ""] = waiting;
  const point = points[key];
  return point === undefined
    ? { key, at: null, isVisible: true }
    : { key, at: [point.x, point.y], isVisible: point.is_visible };
}

function lastOf(points: Progress["points"]): ImagePoint | null {
  const last = Object.values(points).at(-1);
  return last === undefined ? null : imagePoint(last.x, last.y);
}

function progressOf(label: SchemaLabel, shape: KeypointsShape | null): Progress {
  const points = shape?.geometry.points ?? {};
  const keys = label.skeleton?.points.map(({ key }) => key) ?? [];
  const waiting = keys.filter((key) => !Object.hasOwn(points, key));
  return { label, shape, points, waiting, isVisible: true, before: null };
}

export const keypointsIdle: ToolState = idleTool(
  "keypoints",
  "keypoints",
  (input, scene) => {
    if (scene.label === null) return stepTo(keypointsIdle);
    const begun = pressingPoint(planFor(progressOf(scene.label, null)));
    return stepTo(begun, ...begun.onPointer({ ...input, phase: "move" }, scene).commands);
  },
  false,
);

export function beginKeypointsByKeys(scene: Scene): Step {
  if (scene.label === null) return stepTo(keypointsIdle);
  return placingByKeys(planFor(progressOf(scene.label, null)), scene);
}

/** Null when all points of the skeleton are there. */
export function beginMissingPoints(shape: KeypointsShape, label: SchemaLabel): Step | null {
  const progress = progressOf(label, shape);
  return progress.waiting.length === 0 ? null : stepTo(placing(planFor(progress)));
}

/** Null where the skeleton asks for other points by now. */
export function resumeKeypoints(
  { placed }: UnfinishedKeypoints,
  label: SchemaLabel,
  shape: KeypointsShape | null,
): Step | null {
  let now = progressOf(label, shape);
  for (const { key, at, isVisible } of placed) {
    if (now.waiting[0] !== key) return null;
    const point = at === null ? {} : { [key]: { x: at[0], y: at[1], is_visible: isVisible } };
    const points = { ...now.points, ...point };
    now = { ...now, points, waiting: now.waiting.slice(1), before: now };
  }
  return now.before === null || now.waiting.length === 0 ? null : placingOn(planFor(now));
}
