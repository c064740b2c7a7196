/** What masks add to a frame: the one in the hand, the round cursor, corners set so far. */

import { shapeOf } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { toScreen } from "@/model/view-transform";
import type { DrawnBrush, DrawnSketch } from "@/render/mask-layer/draw-brush";
import type { MaskInHand } from "@/render/mask-layer/mask-layer";
import type { DrawnShape, ShapeLook } from "@/render/scene";
import type { BenchState } from "@/tools/bench-state";

/** A chosen mask lies over its resting self; the one in the hand stands for both. */
const CHOSEN_FILL = 0.15;

type LookOf = (label: string, shapeId: string | null) => ShapeLook;

export function maskInHand(state: BenchState, lookOf: LookOf): MaskInHand | null {
  const { painting, masks } = state;
  if (painting !== null) {
    const { hex, isDashed } = lookOf(painting.label, painting.shapeId);
    const fill = Math.min(masks.opacity + CHOSEN_FILL / 2, 1);
    return { region: painting.region, hex, isDashed, fill };
  }
  const isFree = state.preview === null;
  const id = state.chosenId ?? (isFree ? state.hoveredId : null);
  const shape = shapeOf(state.document, id);
  if (shape?.kind !== "mask" || state.hiddenIds.has(shape.id)) return null;
  const isMoved = state.preview?.shapeId === shape.id && state.preview.kind === "mask";
  const geometry = isMoved ? state.preview.geometry : shape.geometry;
  const { hex, isDashed } = lookOf(shape.label, shape.id);
  // A preview of a mask holds the geometry of one.
  return { region: regionOf(geometry as typeof shape.geometry), hex, isDashed, fill: CHOSEN_FILL };
}

/** As a mask of the label in use. */
export function aimOf({ aim, labelKey }: BenchState, lookOf: LookOf): DrawnShape | null {
  const geometry = aim === null ? null : maskOf(aim);
  if (geometry === null || labelKey === null) return null;
  return { id: "", kind: "mask", geometry, look: lookOf(labelKey, null) };
}

export function brushOf(state: BenchState): DrawnBrush | null {
  const { paints, painting, pointer, view, masks, device, stateName } = state;
  if (!paints) return null;
  const isErasing = stateName.startsWith("eraser");
  const radius = (masks.brushPx / 2) * view.scale;
  const byKeys = painting?.at ?? null;
  if (byKeys !== null) return { at: toScreen(view, byKeys), radius, isErasing };
  // A finger hides where it is; it is shown as long as it paints.
  const isShown = pointer !== null && (device !== "touch" || state.isGesture);
  return isShown ? { at: pointer, radius, isErasing } : null;
}

export function sketchOf({ sketch, view }: BenchState, lookOf: LookOf): DrawnSketch | null {
  if (sketch === null) return null;
  return {
    points: sketch.points.map((point) => toScreen(view, point)),
    way: sketch.way.map((point) => toScreen(view, point)),
    hex: lookOf(sketch.label, null).hex,
    isSubtracting: sketch.isSubtracting,
  };
}
