/** What a tool may see: the document, the view and what is chosen. Read-only. */

import { shapeOf, type AnnotationDocument, type Shape } from "@/model/document";
import type { Cutter } from "@/model/cutout/cutter";
import type { HitIndex } from "@/model/hit-index";
import { distanceBetween, type ImageSize, type Viewport } from "@/model/points";
import type { CellSource } from "@/model/masks/cells";
import type { PixelSource } from "@/model/masks/pixels";
import type { WayFinder } from "@/model/scissors/finder";
import type { LabelSchema, SchemaLabel } from "@/model/schema";
import type { Handle } from "@/model/shapes/kind";
import { kindOf } from "@/model/shapes/registry";
import { toScreen, type ViewTransform } from "@/model/view-transform";
import type { PointerDevice, PointerInput } from "./input";
import type { MaskSettings } from "./masks/settings";

export interface Scene {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly image: ImageSize;
  readonly view: ViewTransform;
  readonly viewport: Viewport;
  readonly chosenId: string | null;
  /** A point of the chosen shape, for the keys that change single points. */
  readonly chosenHandle: string | null;
  /** New points are drawn to their neighbours. */
  readonly isSnapping: boolean;
  /** A finger draws freehand instead of placing a point; a mouse does so whenever it drags. */
  readonly isFreehand: boolean;
  /** The label new shapes get; null when the schema has none. */
  readonly label: SchemaLabel | null;
  /** Over the shapes that are not hidden. */
  readonly hits: HitIndex;
  readonly lockedIds: ReadonlySet<string>;
  readonly hiddenIds: ReadonlySet<string>;
  readonly masks: MaskSettings;
  readonly pixels: PixelSource;
  readonly ways: WayFinder;
  readonly cells: CellSource;
  readonly cutter: Cutter;
  /** A plug-in of the client's. */
  readonly plugin: Cutter;
}

/** What tools may ask about the picture itself. */
export type Eyes = Pick<Scene, "pixels" | "ways" | "cells" | "cutter" | "plugin">;

const SEES_NOTHING: Cutter = { begin: () => undefined, found: () => ({ type: "not_read" }) };

/** Of a workbench without a picture. */
export const BLIND: Eyes = {
  pixels: () => null,
  cells: () => null,
  cutter: SEES_NOTHING,
  plugin: SEES_NOTHING,
  ways: { begin: () => undefined, wayTo: () => null, end: () => undefined },
};

/** How far off a pointer may be, in CSS pixels. A finger gets a target of 44 pixels. */
const HANDLE_REACH: Readonly<Record<PointerDevice, number>> = { mouse: 9, pen: 12, touch: 22 };
const OUTLINE_REACH: Readonly<Record<PointerDevice, number>> = { mouse: 5, pen: 8, touch: 14 };
/** A pointer that moved less than this has not begun a drag, in CSS pixels. */
const DRAG_FROM: Readonly<Record<PointerDevice, number>> = { mouse: 3, pen: 4, touch: 8 };

/** Whether the pointer that was pressed at `from` has gone far enough to be meant. */
export function isDrag(from: PointerInput, input: PointerInput): boolean {
  return distanceBetween(from.screen, input.screen) >= DRAG_FROM[from.device];
}

/** The one that a press means first comes first. */
export function shapesUnder(scene: Scene, input: PointerInput): readonly Shape[] {
  return scene.hits.allAt(input.image, OUTLINE_REACH[input.device] / scene.view.scale);
}

export function shapeUnder(scene: Scene, input: PointerInput): Shape | null {
  return shapesUnder(scene, input)[0] ?? null;
}

/** A press once more where the chosen shape is means the next one there, after the last the first. */
export function nextUnder(scene: Scene, input: PointerInput): Shape | null {
  const shapes = shapesUnder(scene, input);
  const at = shapes.findIndex(({ id }) => id === scene.chosenId);
  return shapes[(at + 1) % shapes.length] ?? null;
}

/** The nearest handle of the chosen shape within reach. */
export function handleUnder(
  scene: Scene,
  input: PointerInput,
): { shape: Shape; handle: Handle } | null {
  const shape = shapeOf(scene.document, scene.chosenId);
  if (shape === null || scene.lockedIds.has(shape.id) || scene.hiddenIds.has(shape.id)) return null;
  const [nearest] = kindOf(shape.kind)
    .handles(shape.geometry, scene.view.scale)
    .map((handle) => ({
      handle,
      distance: distanceBetween(toScreen(scene.view, handle.point), input.screen),
    }))
    .filter(({ distance }) => distance <= HANDLE_REACH[input.device])
    .sort((a, b) => rank(a) - rank(b));
  return nearest === undefined ? null : { shape, handle: nearest.handle };
}

/** A point is meant rather than the handle beside it that would put one in. */
function rank({ handle, distance }: { handle: Handle; distance: number }): number {
  return handle.role === "between" ? distance * 2 : distance;
}
