/** Between the stage as it is seen and the plane that is worked on; how a turn is shown. */

import type { ImagePoint, ScreenPoint, Viewport } from "@/model/points";
import {
  toPlane,
  toStage,
  turnedInsets,
  turnedViewport,
  type StagePlace,
  type Turn,
} from "@/model/turn";
import { fitted, toImage, toScreen, type Insets } from "@/model/view-transform";
import type { BenchState } from "./bench-state";
import { resized } from "./camera";
import type { PointerInput, RawPointer } from "./input";

export function stageOf({ viewport, turn }: BenchState): Viewport {
  return turnedViewport(viewport, turn);
}

export function onPlane(place: StagePlace, state: BenchState): ScreenPoint {
  return toPlane(place, stageOf(state), state.turn);
}

/** A pointer of the stage as tools take it, with the place of the picture where it is. */
export function inputOn(raw: RawPointer, state: BenchState): PointerInput {
  const screen = onPlane(raw.screen, state);
  return { ...raw, screen, image: toImage(state.view, screen) };
}

/** Where a place of the picture lies on the stage, as it is turned. */
export function placeSeen(point: ImagePoint, { view, viewport, turn }: BenchState): StagePlace {
  return toStage(toScreen(view, point), viewport, turn);
}

/** A picture that fitted is fitted again; another one keeps its middle. */
export function shownOn(
  stage: Viewport,
  turn: Turn,
  state: BenchState,
  fit: { readonly isFitted: boolean; readonly insets: Insets },
): Pick<BenchState, "viewport" | "view" | "turn"> {
  const viewport = turnedViewport(stage, turn);
  const view = fit.isFitted
    ? fitted(state.image, viewport, turnedInsets(fit.insets, turn))
    : resized(state, viewport);
  return { viewport, view, turn };
}
