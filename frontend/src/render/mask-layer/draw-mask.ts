/** A mask among other shapes: rastered by itself, then laid over what is there. */

import type { ShapeGeometry } from "@/model/document";
import { regionOf } from "@/model/masks/geometry";
import { boundsOfRegion, type Region } from "@/model/masks/region";
import type { MaskGeometry } from "@/model/shapes/mask";
import type { Context2D } from "../drawing";
import { HALO, HALO_OPACITY, HANDLE_FILL, STROKE_CHOSEN_PX, STROKE_PX } from "../palette";
import type { StrokeForm } from "../scene";
import { frameOf, rasterOf, rgba, type MaskStyle, type Place } from "./raster";

export interface MaskLook {
  readonly hex: string;
  readonly isDashed: boolean;
}

/** `ratio` is canvas pixels per CSS pixel, `fill` the opacity inside. */
export function styleOf(
  look: MaskLook,
  form: StrokeForm,
  isChosen: boolean,
  fill: number,
  ratio: number,
): MaskStyle {
  const hex = form === "consensus" ? HANDLE_FILL : look.hex;
  const width = isChosen || form === "consensus" ? STROKE_CHOSEN_PX : STROKE_PX;
  return {
    fill: rgba(hex, fill),
    edge: rgba(hex, 1),
    halo: rgba(HALO, HALO_OPACITY),
    edgePx: Math.max(1, Math.round(width * ratio)),
    isDashed: look.isDashed || form === "reference",
  };
}

/** All of the mask's pixels and nothing round them: to cut it out of what lies there. */
export const CUT: MaskStyle = {
  fill: rgba(HALO, 1),
  edge: 0,
  halo: 0,
  edgePx: 0,
  isDashed: false,
};

/** The renderer tells kinds apart by name, which the type of geometry does not know. */
export function regionIn({ geometry }: { readonly geometry: ShapeGeometry }): Region {
  return regionOf(geometry as MaskGeometry);
}

export class MaskPen {
  private readonly canvas = document.createElement("canvas");

  /** `context` draws in canvas pixels; its composite operation is kept. */
  draw(context: Context2D, region: Region, place: Place, style: MaskStyle): void {
    const bounds = boundsOfRegion(region);
    if (bounds === null) return;
    const frame = frameOf(bounds, place, style.edgePx + 1, context.canvas);
    if (frame.width === 0 || frame.height === 0) return;
    const pixels = rasterOf(region, place, frame, style);
    if (this.canvas.width < frame.width) this.canvas.width = frame.width;
    if (this.canvas.height < frame.height) this.canvas.height = frame.height;
    const own = this.canvas.getContext("2d");
    if (own === null) throw new Error("This browser has no 2D canvas");
    const data = new Uint8ClampedArray(pixels.buffer);
    own.putImageData(new ImageData(data, frame.width, frame.height), 0, 0);
    const { left, top, width, height } = frame;
    context.drawImage(this.canvas, 0, 0, width, height, left, top, width, height);
  }
}
