/**
 * Large pictures as the server cuts them: tiles of several sizes. Level 0 has the picture's own
 * size, each next one half of it; the last fits into one tile.
 */

import type { Bounds, ImageSize } from "./points";

export const TILE_PX = 512;
const LARGE_PIXELS = 40_000_000;
const LARGE_SIDE_PX = 8192;

/** Such a picture has tiles, unless they could not be made. */
export function isLarge({ width_px, height_px }: ImageSize): boolean {
  return width_px * height_px > LARGE_PIXELS || Math.max(width_px, height_px) > LARGE_SIDE_PX;
}

export interface Tile {
  readonly name: string;
  /** In image pixels. */
  readonly bounds: Bounds;
}

/** How many times a picture is halved until it fits into one tile. */
export function lastLevel({ width_px, height_px }: ImageSize): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width_px, height_px) / TILE_PX)));
}

/** The level with as many pixels as the screen shows, or up to twice as many, both ways. */
export function levelFor(screenPixelsAPixel: number, image: ImageSize): number {
  const level = Math.floor(Math.log2(1 / screenPixelsAPixel));
  return Math.min(Math.max(level, 0), lastLevel(image));
}

/** The tiles of a level that meet a part of the picture, row by row. */
export function tilesIn(seen: Bounds, level: number, image: ImageSize): readonly Tile[] {
  const side = TILE_PX * 2 ** level;
  const columns = Math.ceil(image.width_px / side);
  const rows = Math.ceil(image.height_px / side);
  const tiles: Tile[] = [];
  for (let y = first(seen.minY, side); y < Math.min(Math.ceil(seen.maxY / side), rows); y += 1) {
    for (let x = first(seen.minX, side); x < Math.min(Math.ceil(seen.maxX / side), columns); x += 1)
      tiles.push({ name: `${level}-${x}-${y}.jpg`, bounds: boundsOf(x, y, level, image) });
  }
  return tiles;
}

const first = (from: number, side: number) => Math.max(0, Math.floor(from / side));

/** The last pixel of a level may stand for a part of one: it is stretched as far as the others. */
function boundsOf(x: number, y: number, level: number, image: ImageSize): Bounds {
  const pixel = 2 ** level;
  const side = TILE_PX * pixel;
  return {
    minX: x * side,
    minY: y * side,
    maxX: Math.min((x + 1) * side, Math.ceil(image.width_px / pixel) * pixel),
    maxY: Math.min((y + 1) * side, Math.ceil(image.height_px / pixel) * pixel),
  };
}
