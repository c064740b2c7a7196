/** What is drawn in one frame. Made by the panels from the workbench; the renderer changes nothing. */

import type { ImagePoint, ImageSize, ScreenPoint, Viewport } from "@/model/points";
import type { Skeleton } from "@/model/schema";
import type { ShapeGeometry } from "@/model/document";
import type { Turn } from "@/model/turn";
import type { ViewTransform } from "@/model/view-transform";
import type { DrawnBrush, DrawnSketch } from "./mask-layer/draw-brush";
import type { MaskInHand } from "./mask-layer/mask-layer";

/** `consensus` is white over dark; `reference` is dashed, a known answer beside one's own. */
export type StrokeForm = "label" | "consensus" | "reference";

export interface ShapeLook {
  readonly hex: string;
  readonly isDashed: boolean;
  /** The digit of the label, or the number of a cluster; empty for no tag. */
  readonly tag: string;
  /** Added to the tag of the chosen shape. */
  readonly name: string;
  /** Pairs of keypoints that a line joins. */
  readonly edges?: Skeleton["edges"];
}

export interface DrawnShape {
  readonly id: string;
  readonly kind: string;
  readonly geometry: ShapeGeometry;
  readonly look: ShapeLook;
}

/** Shapes of one origin; layers are drawn in order, the last one on top. */
export interface ShapeLayer {
  readonly id: string;
  readonly stroke: StrokeForm;
  /** Share of opacity of the resting fill. */
  readonly fill: number;
  /** The same of masks, where it is another one. */
  readonly maskFill?: number;
  readonly shapes: readonly DrawnShape[];
}

export interface RenderScene {
  readonly image: ImageSize;
  readonly viewport: Viewport;
  readonly view: ViewTransform;
  /** How the stage is turned when it is shown; texts are turned back. */
  readonly turn: Turn;
  readonly layers: readonly ShapeLayer[];
  /** Shapes in the hand are left out of the resting ones. */
  readonly heldIds: readonly string[];
  readonly hovered: DrawnShape | null;
  /** The chosen shape, or the one in the hand. */
  readonly active: ActiveShape | null;
  /** The rest of its group. */
  readonly companions: readonly DrawnShape[];
  /** The mask in the hand, the chosen one or the one under the pointer. */
  readonly mask: MaskInHand | null;
  readonly brush: DrawnBrush | null;
  readonly sketch: DrawnSketch | null;
  /** What a press would take. */
  readonly aim: DrawnShape | null;
  /** The layer round whose masks the picture is darkened. */
  readonly unlabelledIn: string | null;
  readonly crosshairAt: ScreenPoint | null;
  readonly hasGrid: boolean;
  /** Where a finger is doing fine work; the loupe shows what it hides. */
  readonly loupe: { readonly finger: ScreenPoint; readonly at: ImagePoint } | null;
}

export interface ActiveShape extends DrawnShape {
  readonly stroke: StrokeForm;
  readonly hasHandles: boolean;
  readonly isByTouch: boolean;
  readonly heldHandle: string | null;
  /** Not while the shape is in the hand. */
  readonly hasBetween: boolean;
  readonly snappedTo: ImagePoint | null;
}
