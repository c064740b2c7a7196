/** A shape made with the keyboard: arrows move it, Shift and arrows size it, Enter keeps it. */

import type { ShapeGeometry } from "@/model/document";
import { imagePoint, screenPoint, type ImagePoint } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { toImage } from "@/model/view-transform";
import { arrowOf, strideOf } from "../arrows";
import type { Command } from "../commands";
import type { PointerInput } from "../input";
import type { KeyAction } from "../key-table";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import { turnOf } from "../turn-keys";
import { finishedShape, previewOf } from "./finish";
import type { CornersPlan } from "./plan";

/** The new shape is this share of the shorter side of what is in sight. */
const SHARE_OF_SIGHT = 0.2;

export function beginByKeys(scene: Scene, plan: CornersPlan): Step {
  const geometry = plan.between(...cornersInTheMiddle(scene));
  return stepTo(
    byKeys(geometry, plan),
    { type: "choose", shapeId: null },
    ...shown(geometry, plan),
  );
}

function byKeys(geometry: ShapeGeometry, plan: CornersPlan): ToolState {
  const state: ToolState = {
    name: `${plan.kind}.by_keys`,
    cursor: "crosshair",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    // A pointer that wanders over the stage does not disturb a shape made with the keys; a press does.
    onPointer: (input, scene) =>
      input.phase === "down" ? begunByPointer(input, scene, plan) : stepTo(state),
    onKey: (action, scene) => {
      if (action === "gesture.finish") return finishedShape(geometry, plan);
      const changed = changedBy(action, geometry, plan, scene);
      return changed && stepTo(byKeys(changed, plan), ...shown(changed, plan));
    },
    onCancel: () => stepTo(plan.home, { type: "preview", preview: null }),
  };
  return state;
}

function shown(geometry: ShapeGeometry, plan: CornersPlan): readonly Command[] {
  const bounds = kindOf(plan.kind).bounds(geometry);
  return [previewOf(geometry, plan), { type: "notify", notice: { type: "shape_by_keys", bounds } }];
}

function begunByPointer(input: PointerInput, scene: Scene, { home }: CornersPlan): Step {
  const begun = home.onPointer(input, scene);
  return stepTo(begun.state, { type: "preview", preview: null }, ...begun.commands);
}

function changedBy(
  action: KeyAction,
  geometry: ShapeGeometry,
  plan: CornersPlan,
  scene: Scene,
): ShapeGeometry | null {
  const kind = kindOf(plan.kind);
  const turn = turnOf(action);
  if (turn !== null) return kind.turnedBy?.(geometry, turn) ?? null;
  const arrow = arrowOf(action);
  if (arrow === null) return null;
  const change = arrow.how === "move" ? kind.movedBy : kind.grownBy;
  const stride = strideOf(scene);
  return change(geometry, arrow.dx * stride, arrow.dy * stride, scene.image);
}

/** Of a square of whole pixels that lies in the picture. */
function cornersInTheMiddle({ view, viewport, image }: Scene): [ImagePoint, ImagePoint] {
  const middle = toImage(view, screenPoint(viewport.width / 2, viewport.height / 2));
  const share = (Math.min(viewport.width, viewport.height) * SHARE_OF_SIGHT) / view.scale;
  const side = Math.max(1, Math.round(Math.min(share, image.width_px, image.height_px)));
  const x = Math.min(Math.max(middle.x - side / 2, 0), image.width_px - side);
  const y = Math.min(Math.max(middle.y - side / 2, 0), image.height_px - side);
  return [imagePoint(x, y), imagePoint(x + side, y + side)];
}
