/** A region of pixels as pixels of the screen. Cost grows with what is drawn, not with the picture. */

import type { Bounds } from "@/model/points";
import { columnAt, type Region } from "@/model/masks/region";

/** Canvas pixel = image pixel x `scale` + (`x`, `y`). */
export interface Place {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A rectangle of whole canvas pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Colours as `rgba` packs them. */
export interface MaskStyle {
  readonly fill: number;
  readonly edge: number;
  readonly halo: number;
  /** Width of the edge in canvas pixels, from 1; 0 for none and no halo. */
  readonly edgePx: number;
  readonly isDashed: boolean;
}

const DASH_PX = 5;

/** As a canvas holds it in memory: red first, on a machine whose lowest byte comes first. */
export function rgba(hex: string, opacity: number): number {
  const value = Number.parseInt(hex.slice(1), 16);
  const [red, green, blue] = [value >>> 16, (value >>> 8) & 255, value & 255];
  return ((Math.round(opacity * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The canvas pixels that bounds in image pixels reach, with `margin` more, inside a canvas. */
export function frameOf(
  bounds: Bounds,
  { scale, x, y }: Place,
  margin: number,
  canvas: { readonly width: number; readonly height: number },
): Frame {
  const left = Math.max(Math.floor(bounds.minX * scale + x) - margin, 0);
  const top = Math.max(Math.floor(bounds.minY * scale + y) - margin, 0);
  const right = Math.min(Math.ceil(bounds.maxX * scale + x) + margin, canvas.width);
  const bottom = Math.min(Math.ceil(bounds.maxY * scale + y) + margin, canvas.height);
  return { left, top, width: Math.max(right - left, 0), height: Math.max(bottom - top, 0) };
}

/** The pixels of `frame`, row by row. */
export function rasterOf(
  region: Region,
  place: Place,
  frame: Frame,
  style: MaskStyle,
): Uint32Array<ArrayBuffer> {
  const margin = style.edgePx === 0 ? 0 : style.edgePx + 1;
  const cover = coverOf(region, place, {
    left: frame.left - margin,
    top: frame.top - margin,
    width: frame.width + 2 * margin,
    height: frame.height + 2 * margin,
  });
  return coloured(cover, frame, margin, style);
}

/** 1 where the middle of a canvas pixel lies in a set pixel. */
function coverOf(region: Region, { scale, x, y }: Place, frame: Frame): Uint8Array {
  const { left, top, width, height } = frame;
  const cover = new Uint8Array(width * height);
  for (let across = 0; across < width; across += 1) {
    const column = columnAt(region, Math.floor((left + across + 0.5 - x) / scale));
    for (let at = 0; at < column.length; at += 2) {
      const from = Math.max(Math.ceil((column[at] ?? 0) * scale + y - 0.5) - top, 0);
      const end = Math.min(Math.ceil((column[at + 1] ?? 0) * scale + y - 0.5) - top, height);
      for (let down = from; down < end; down += 1) cover[down * width + across] = 1;
    }
  }
  return cover;
}

function coloured(
  cover: Uint8Array,
  { left, top, width, height }: Frame,
  margin: number,
  style: MaskStyle,
): Uint32Array<ArrayBuffer> {
  const colours = new Uint32Array(width * height);
  const stride = width + 2 * margin;
  for (let down = 0; down < height; down += 1) {
    let at = (down + margin) * stride + margin;
    for (let across = 0; across < width; across += 1, at += 1) {
      const isSet = cover[at] === 1;
      if (margin === 0) {
        if (isSet) colours[down * width + across] = style.fill;
        continue;
      }
      const isNearOther = isSet
        ? !isAround(cover, at, style.edgePx, stride, 1)
        : isNextTo(cover, at, stride);
      if (!isSet && !isNearOther) continue;
      const isGap = style.isDashed && Math.floor((left + across + top + down) / DASH_PX) % 2 === 1;
      const edge = isSet && !isGap ? style.edge : style.halo;
      colours[down * width + across] = isNearOther ? edge : style.fill;
    }
  }
  return colours;
}

/** Whether the neighbours beside, above and below are set, next to it and at the edge's width. */
function isAround(
  cover: Uint8Array,
  at: number,
  far: number,
  stride: number,
  near: number,
): boolean {
  return (
    cover[at - near] === 1 &&
    cover[at + near] === 1 &&
    cover[at - stride] === 1 &&
    cover[at + stride] === 1 &&
    cover[at - far] === 1 &&
    cover[at + far] === 1 &&
    cover[at - far * stride] === 1 &&
    cover[at + far * stride] === 1
  );
}

function isNextTo(cover: Uint8Array, at: number, stride: number): boolean {
  return (
    cover[at - 1] === 1 ||
    cover[at + 1] === 1 ||
    cover[at - stride] === 1 ||
    cover[at + stride] === 1
  );
}
