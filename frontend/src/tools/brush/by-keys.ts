/**
 * The brush moved by keys: arrows move it, Shift and arrows paint as they move, Delete takes away
 * what is under it, Enter keeps the mask.
 */

import { imagePoint, insideImage, screenPoint, type ImagePoint } from "@/model/points";
import { boundsOfRegion } from "@/model/masks/region";
import { toImage } from "@/model/view-transform";
import { arrowOf } from "../arrows";
import type { Command } from "../commands";
import type { KeyAction } from "../key-table";
import { kept, LET_GO, shown } from "../masks/finish";
import { steppedBrush } from "../masks/settings";
import { targetFor } from "../masks/target";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { brushIdle } from "./idle";
import { stroked, type Stroke } from "./painting";

/** One press moves the brush by this share of its diameter, and never less than a pixel. */
const STRIDE_SHARE = 0.5;

/** A new mask, unless its label has one; the brush is in the middle of what is in sight. */
export function beginBrushByKeys(scene: Scene): Step {
  const leave: Command = { type: "choose", shapeId: null };
  const target = targetFor({ ...scene, chosenId: null });
  if ("type" in target) return stepTo(brushIdle, { type: "notify", notice: target });
  const { view, viewport, image } = scene;
  const middle = toImage(view, screenPoint(viewport.width / 2, viewport.height / 2));
  const last = insideImage(middle, image);
  const begun = { target, isErasing: false, region: target.before, last };
  const { state, commands } = brushAt(begun, brushIdle);
  return stepTo(state, leave, ...commands);
}

function brushAt(stroke: Stroke, home: ToolState): Step {
  return stepTo(brushByKeys(stroke, home), shown(stroke.target, stroke.region, stroke.last), {
    type: "notify",
    notice: { type: "brush_by_keys", at: stroke.last, bounds: boundsOfRegion(stroke.region) },
  });
}

function brushByKeys(stroke: Stroke, home: ToolState): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "brush.by_keys",
    cursor: "none",
    isGesture: true,
    isWaiting: true,
    paints: true,
    // A pointer that wanders over the stage does not disturb a brush that keys move; a press does.
    onPointer: (input, scene) => {
      if (input.phase !== "down") return stepTo(state);
      const begun = home.onPointer(input, scene);
      return stepTo(begun.state, ...LET_GO, ...begun.commands);
    },
    onKey: (action, scene) => {
      if (action === "gesture.finish")
        return stepTo(home, ...kept(scene, stroke.target, stroke.region));
      if (action === "brush.smaller" || action === "brush.larger") {
        const brushPx = steppedBrush(scene.masks.brushPx, action === "brush.larger" ? 1 : -1);
        return stepTo(state, { type: "set_masks", settings: { brushPx } });
      }
      const next = moved(stroke, action, scene);
      return next === null ? null : brushAt(next, home);
    },
    onCancel: () => stepTo(home, ...LET_GO),
  };
  return state;
}

function moved(stroke: Stroke, action: KeyAction, scene: Scene): Stroke | null {
  if (action === "shape.delete") return stroked({ ...stroke, isErasing: true }, stroke.last, scene);
  const arrow = arrowOf(action);
  if (arrow === null) return null;
  const stride = Math.max(1, Math.round(scene.masks.brushPx * STRIDE_SHARE));
  const to: ImagePoint = insideImage(
    imagePoint(stroke.last.x + arrow.dx * stride, stroke.last.y + arrow.dy * stride),
    scene.image,
  );
  const painted = { ...stroke, isErasing: false };
  return arrow.how === "move" ? { ...painted, last: to } : stroked(painted, to, scene);
}
