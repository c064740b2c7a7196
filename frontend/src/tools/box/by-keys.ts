/** A box made with the keyboard: arrows move it, Shift and arrows size it, Enter keeps it. */

import { screenPoint, toHundredth } from "@/model/points";
import { boxKind, type BoxGeometry } from "@/model/shapes/box";
import { toImage } from "@/model/view-transform";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import { arrowOf, strideOf, type Arrow } from "../arrows";
import { finishedBox, previewOf } from "./finish";

/** The new box is this share of the shorter side of what is in sight. */
const SHARE_OF_SIGHT = 0.2;
export function beginBoxByKeys(scene: Scene, label: string, home: ToolState): Step {
  const box = boxInTheMiddle(scene);
  return stepTo(
    boxByKeys(box, label, home),
    { type: "choose", shapeId: null },
    previewOf(box, label),
    { type: "notify", notice: { type: "shape_by_keys", bounds: boxKind.bounds(box) } },
  );
}

function boxByKeys(box: BoxGeometry, label: string, home: ToolState): ToolState {
  const state: ToolState = {
    name: "box.by_keys",
    cursor: "crosshair",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    // A pointer that wanders over the stage does not disturb a box made with the keys; a press does.
    onPointer: (input, scene) =>
      input.phase === "down" ? begunByPointer(input, scene, home) : stepTo(state),
    onKey: (action, scene) => {
      if (action === "gesture.finish") return finishedBox(box, label, home);
      const arrow = arrowOf(action);
      if (arrow === null) return null;
      const changed = stepped(box, arrow, scene);
      return stepTo(boxByKeys(changed, label, home), previewOf(changed, label), {
        type: "notify",
        notice: { type: "shape_by_keys", bounds: boxKind.bounds(changed) },
      });
    },
    onCancel: () => stepTo(home, { type: "preview", preview: null }),
  };
  return state;
}

function begunByPointer(input: PointerInput, scene: Scene, home: ToolState): Step {
  const begun = home.onPointer(input, scene);
  return stepTo(begun.state, { type: "preview", preview: null }, ...begun.commands);
}

function stepped(box: BoxGeometry, arrow: Arrow, scene: Scene): BoxGeometry {
  const stride = strideOf(scene);
  const dx = arrow.dx * stride;
  const dy = arrow.dy * stride;
  return arrow.how === "move"
    ? boxKind.movedBy(box, dx, dy, scene.image)
    : boxKind.grownBy(box, dx, dy, scene.image);
}

function boxInTheMiddle(scene: Scene): BoxGeometry {
  const { view, viewport, image } = scene;
  const middle = toImage(view, screenPoint(viewport.width / 2, viewport.height / 2));
  const side = Math.min(
    (Math.min(viewport.width, viewport.height) * SHARE_OF_SIGHT) / view.scale,
    image.width_px,
    image.height_px,
  );
  const whole = Math.max(1, Math.round(side));
  const width = Math.min(whole, image.width_px);
  const height = Math.min(whole, image.height_px);
  const box = {
    x: toHundredth(middle.x - width / 2),
    y: toHundredth(middle.y - height / 2),
    width,
    height,
  };
  return boxKind.movedBy(box, 0, 0, image);
}
