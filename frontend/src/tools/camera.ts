/** How commands and the wheel move the view. */

import { shapeOf } from "@/model/document";
import { screenPoint, type Viewport } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { wayOnPlane } from "@/model/turn";
import {
  fitted,
  panned,
  pannedBy,
  toScreen,
  zoomedAbout,
  type Insets,
  type ViewTransform,
} from "@/model/view-transform";
import type { BenchState } from "./bench-state";
import type { Command } from "./commands";
import type { WheelInput } from "./input";

/** One notch of a wheel (100) zooms by a fifth; a touchpad's pinch sends far smaller deltas. */
const WHEEL_ZOOM = 0.0018;
const PINCH_ZOOM = 0.012;
/** A revealed shape keeps this distance to the edge of the stage, in CSS pixels. */
const REVEAL_MARGIN = 40;

/** Null when the command has nothing to do with the view. */
export function viewAfter(
  command: Command,
  state: BenchState,
  insets: Insets,
): ViewTransform | null {
  const { view, image, viewport } = state;
  const middle = screenPoint(viewport.width / 2, viewport.height / 2);
  switch (command.type) {
    case "set_view":
      return command.view;
    case "fit_view":
      return fitted(image, viewport, insets);
    case "actual_size":
      return zoomedAbout(view, middle, 1 / view.scale, image, viewport);
    case "zoom":
      return zoomedAbout(view, middle, command.factor, image, viewport);
    case "look_at": {
      const now = toScreen(view, command.at);
      return pannedBy(view, middle.x - now.x, middle.y - now.y, image, viewport);
    }
    case "reveal":
      return revealing(command.shapeId, state);
    default:
      return null;
  }
}

export function viewAfterWheel(input: WheelInput, state: BenchState): ViewTransform {
  const { view, image, viewport, turn } = state;
  if (input.isSideways) {
    const [dx, dy] = wayOnPlane(-input.deltaX - input.deltaY, 0, turn);
    return pannedBy(view, dx, dy, image, viewport);
  }
  const factor = Math.exp(-input.deltaY * (input.isPinch ? PINCH_ZOOM : WHEEL_ZOOM));
  return zoomedAbout(view, input.screen, factor, image, viewport);
}

/** What was in the middle of the stage stays there when the stage changes its size. */
export function resized(state: BenchState, viewport: Viewport): ViewTransform {
  const dx = (viewport.width - state.viewport.width) / 2;
  const dy = (viewport.height - state.viewport.height) / 2;
  return pannedBy(state.view, dx, dy, state.image, viewport);
}

function revealing(shapeId: string, { document, view, viewport }: BenchState): ViewTransform {
  const shape = shapeOf(document, shapeId);
  if (shape === null) return view;
  return panned(view, kindOf(shape.kind).bounds(shape.geometry), viewport, REVEAL_MARGIN);
}
