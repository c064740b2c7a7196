/** Keys for single points of the chosen shape: walk them, move one, put one in, take one away. */

import type { Shape } from "@/model/document";
import { imagePoint, type ImagePoint } from "@/model/points";
import { labelOf } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import { arrowOf } from "./arrows";
import type { Command, Notice } from "./commands";
import type { KeyAction } from "./key-table";
import type { Scene } from "./scene";

/** With Shift a point goes this far, in image pixels. */
const LONG_STEP_PX = 10;

/** Null when the key is not about a point. */
export function pointCommands(
  action: KeyAction,
  shape: Shape,
  scene: Scene,
): readonly Command[] | null {
  const points = kindOf(shape.kind).points;
  if (points === undefined) return null;
  const ids = points.idsOf(shape.geometry);
  if (action === "point.next") return chosen(shape, nextOf(ids, scene.chosenHandle, 1), ids, scene);
  if (action === "point.previous")
    return chosen(shape, nextOf(ids, scene.chosenHandle, -1), ids, scene);
  if (scene.chosenHandle === null || !ids.includes(scene.chosenHandle)) return null;
  if (action === "point.insert") return inserted(shape, scene.chosenHandle);
  if (action === "point.visible") return sightToggled(shape, scene.chosenHandle);
  if (action === "shape.delete") return removed(shape, scene.chosenHandle);
  return moved(action, shape, scene.chosenHandle, ids, scene);
}

/** Round from the last point to the first. */
function nextOf(ids: readonly string[], from: string | null, by: 1 | -1): string | undefined {
  const at = from === null ? -1 : ids.indexOf(from);
  if (at === -1) return by === 1 ? ids[0] : ids.at(-1);
  return ids[(at + by + ids.length) % ids.length];
}

function chosen(
  shape: Shape,
  id: string | undefined,
  ids: readonly string[],
  scene: Scene,
): readonly Command[] | null {
  const at = id === undefined ? null : placeOf(shape, id, scene);
  if (id === undefined || at === null) return null;
  return [
    { type: "choose_handle", handle: id },
    { type: "notify", notice: noticeOf("point_chosen", ids, id, at, nameOf(shape, id, scene)) },
  ];
}

function inserted(shape: Shape, handle: string): readonly Command[] | null {
  const put = kindOf(shape.kind).points?.withPoint(shape.geometry, handle, null);
  if (put == null) return null;
  return [
    { type: "set_geometry", shapeId: shape.id, geometry: put.geometry },
    { type: "choose_handle", handle: put.handleId },
  ];
}

function sightToggled(shape: Shape, handle: string): readonly Command[] | null {
  const toggled = kindOf(shape.kind).points?.withSightToggled?.(shape.geometry, handle);
  if (toggled === undefined) return null;
  return [{ type: "set_geometry", shapeId: shape.id, geometry: toggled }];
}

function removed(shape: Shape, handle: string): readonly Command[] {
  const geometry = kindOf(shape.kind).points?.withoutPoint(shape.geometry, handle) ?? null;
  if (geometry === null) return [{ type: "notify", notice: { type: "fewest_points" } }];
  return [
    { type: "set_geometry", shapeId: shape.id, geometry },
    { type: "choose_handle", handle: null },
  ];
}

function moved(
  action: KeyAction,
  shape: Shape,
  handle: string,
  ids: readonly string[],
  scene: Scene,
): readonly Command[] | null {
  const arrow = arrowOf(action);
  const from = placeOf(shape, handle, scene);
  if (arrow === null || from === null) return null;
  const step = arrow.how === "move" ? 1 : LONG_STEP_PX;
  const to = imagePoint(from.x + arrow.dx * step, from.y + arrow.dy * step);
  const kind = kindOf(shape.kind);
  const geometry = kind.withHandleAt(shape.geometry, handle, to, scene.image);
  if (kind.isTooSmall(geometry)) return [{ type: "notify", notice: { type: "too_small" } }];
  return [
    { type: "nudge", shapeId: shape.id, geometry },
    {
      type: "notify",
      notice: noticeOf("point_moved", ids, handle, to, nameOf(shape, handle, scene)),
    },
  ];
}

function placeOf(shape: Shape, handle: string, { view }: Scene): ImagePoint | null {
  const handles = kindOf(shape.kind).handles(shape.geometry, view.scale);
  return handles.find(({ id }) => id === handle)?.point ?? null;
}

function noticeOf(
  type: "point_chosen" | "point_moved",
  ids: readonly string[],
  id: string,
  at: ImagePoint,
  name: string | null,
): Notice {
  return { type, number: ids.indexOf(id) + 1, of: ids.length, name, at };
}

/** Keypoints have names, corners have numbers alone. */
function nameOf(shape: Shape, id: string, { schema }: Scene): string | null {
  const skeleton = labelOf(schema, shape.label)?.skeleton ?? null;
  return skeleton?.points.find(({ key }) => key === id)?.name ?? null;
}
