/**
 * The part of the stage that the overlay takes. A canvas is copied to the screen as a whole when
 * anything on it changes, so one as large as the stage would cost as much for one small shape.
 */

import { imagePoint, type Bounds, type ScreenPoint } from "@/model/points";
import { kindOf } from "@/model/shapes/registry";
import { toScreen, type ViewTransform } from "@/model/view-transform";
import { DISC_RADIUS, TAG_HEIGHT, tagPlace, tagWidthAtMost } from "./draw-tag";
import type { ActiveShape, DrawnShape, RenderScene } from "./scene";

/** In device pixels: a shape that grows a little does not get another canvas for each step. */
const STEP = 128;
/** Handles, strokes and rings reach this far past the points they belong to, in CSS pixels. */
const BLEED = 24;

/** In device pixels from the corner of the plane. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Null when there is nothing to draw. `ratio` is device pixels per CSS pixel. */
export function overlayFrame(scene: RenderScene, ratio: number): Frame | null {
  const { viewport } = scene;
  const whole = {
    left: 0,
    top: 0,
    width: Math.round(viewport.width * ratio),
    height: Math.round(viewport.height * ratio),
  };
  if (scene.hasGrid || scene.loupe !== null) return whole;
  const parts = partsOf(scene);
  if (parts.length === 0) return null;
  // Texts of a turned stage lie elsewhere than their shapes say.
  return scene.turn === 0 ? framed(parts.reduce(united), ratio, whole) : whole;
}

function framed(bounds: Bounds, ratio: number, whole: Frame): Frame | null {
  const down = (value: number) => Math.max(0, Math.floor((value * ratio) / STEP) * STEP);
  const up = (value: number, most: number) => Math.min(most, Math.ceil((value * ratio) / STEP) * STEP); // prettier-ignore
  const [left, top] = [down(bounds.minX), down(bounds.minY)];
  const [width, height] = [
    up(bounds.maxX, whole.width) - left,
    up(bounds.maxY, whole.height) - top,
  ];
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** Bounds of everything on the overlay, in CSS pixels. */
function partsOf(scene: RenderScene): readonly Bounds[] {
  const { view, hovered, active, companions, aim, sketch, brush } = scene;
  const parts = [...companions, aim, withoutMask(hovered)]
    .filter((shape) => shape !== null)
    .map((shape) => shapeOnScreen(shape, view));
  if (active !== null) parts.push(...partsOfActive(active, view));
  if (sketch !== null) parts.push(...[...sketch.points, ...sketch.way].map((at) => round(at)));
  if (brush !== null) parts.push(round(brush.at, brush.radius + BLEED));
  return parts;
}

function partsOfActive(active: ActiveShape, view: ViewTransform): readonly Bounds[] {
  const { kind, geometry, hasHandles, snappedTo } = active;
  const handles = hasHandles ? kindOf(kind).handles(geometry, view.scale) : [];
  const points = handles.map(({ point }) => point);
  if (snappedTo !== null) points.push(snappedTo);
  const rings = points.map((point) => round(toScreen(view, point)));
  const outline = withoutMask(active);
  if (outline !== null) rings.push(shapeOnScreen(outline, view));
  return [tagOnScreen(active, view), ...rings];
}

/** A mask in the hand has a layer of its own. */
function withoutMask(shape: DrawnShape | null): DrawnShape | null {
  return shape?.kind === "mask" ? null : shape;
}

function tagOnScreen({ kind, geometry, look }: ActiveShape, view: ViewTransform): Bounds {
  const bounds = kindOf(kind).bounds(geometry);
  const { x, y } = tagPlace(bounds, (x, y) => toScreen(view, imagePoint(x, y)));
  const wide = Math.max(tagWidthAtMost(look), 2 * DISC_RADIUS);
  return { minX: x - 1, minY: y - 4, maxX: x + wide + 1, maxY: y + TAG_HEIGHT + 4 };
}

function shapeOnScreen({ kind, geometry }: DrawnShape, view: ViewTransform): Bounds {
  const { minX, minY, maxX, maxY } = kindOf(kind).bounds(geometry);
  const corner = round(toScreen(view, imagePoint(minX, minY)));
  return united(corner, round(toScreen(view, imagePoint(maxX, maxY))));
}

function round({ x, y }: ScreenPoint, reach = BLEED): Bounds {
  return { minX: x - reach, minY: y - reach, maxX: x + reach, maxY: y + reach };
}

function united(a: Bounds, b: Bounds): Bounds {
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}
