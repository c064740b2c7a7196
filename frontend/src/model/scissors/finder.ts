/** The way along edges from the last corner to the pointer, on a crop round the corner. */

import { cropPlan, type Crop, type PixelSource } from "../masks/pixels";
import { imagePoint, type ImagePoint, type ImageSize } from "../points";
import { edgeCosts } from "./edges";
import { wayFrom, wayMap, type WayMap } from "./ways";

/** Side of a crop, in samples. */
export const CROP_SIDE = 512;

export interface WayFinder {
  /** Looks at the picture round a corner. `pixelsToSample` is 1 unless the picture is shown smaller. */
  begin(corner: ImagePoint, pixelsToSample: number): void;
  /** From the corner to a point, without the corner; null while it is not known, or too far. */
  wayTo(point: ImagePoint): readonly ImagePoint[] | null;
}

/** Works out the ways of a crop from one of its samples. */
export function waysOf(crop: Crop, seed: number): WayMap {
  return wayMap(edgeCosts(crop), crop.width, crop.height, seed);
}

export interface Ground {
  readonly crop: Omit<Crop, "colours">;
  readonly seed: number;
}

/** Where a crop lies and which of its samples the corner is; null off the picture. */
export function groundOf(
  corner: ImagePoint,
  pixelsToSample: number,
  pixels: PixelSource,
): { readonly ground: Ground; readonly crop: Crop } | null {
  const half = (CROP_SIDE / 2) * pixelsToSample;
  const wanted = {
    minX: corner.x - half,
    minY: corner.y - half,
    maxX: corner.x + half,
    maxY: corner.y + half,
  };
  const crop = pixels(wanted, CROP_SIDE * CROP_SIDE);
  if (crop === null) return null;
  const seed = sampleAt(crop, corner);
  return seed === null ? null : { ground: { crop, seed }, crop };
}

export function wayOn(
  { crop }: Ground,
  ways: WayMap,
  point: ImagePoint,
): readonly ImagePoint[] | null {
  const start = sampleAt(crop, point);
  if (start === null) return null;
  const { x, y, width, step } = crop;
  return wayFrom(ways, width, start)
    .slice(0, -1)
    .reverse()
    .map((at) =>
      imagePoint(x + ((at % width) + 0.5) * step, y + (Math.floor(at / width) + 0.5) * step),
    );
}

function sampleAt(
  { x, y, width, height, step }: Omit<Crop, "colours">,
  point: ImagePoint,
): number | null {
  const across = Math.floor((point.x - x) / step);
  const down = Math.floor((point.y - y) / step);
  return across < 0 || down < 0 || across >= width || down >= height ? null : down * width + across;
}

/** Works at once, where there is nobody to keep waiting. */
export class PromptFinder implements WayFinder {
  private readonly pixels: PixelSource;
  private known: { readonly ground: Ground; readonly ways: WayMap } | null = null;

  constructor(pixels: PixelSource) {
    this.pixels = pixels;
  }

  begin(corner: ImagePoint, pixelsToSample: number): void {
    const found = groundOf(corner, pixelsToSample, this.pixels);
    this.known = found && {
      ground: found.ground,
      ways: waysOf(found.crop, found.ground.seed),
    };
  }

  wayTo(point: ImagePoint): readonly ImagePoint[] | null {
    return this.known && wayOn(this.known.ground, this.known.ways, point);
  }
}

/** Crops of colours that are all in memory. */
export function pixelsIn(colours: Uint8ClampedArray, image: ImageSize): PixelSource {
  return (wanted, mostSamples) => {
    const plan = cropPlan(wanted, mostSamples, image);
    if (plan === null) return null;
    const { x, y, width, height, step } = plan;
    const taken = new Uint8ClampedArray(width * height * 4);
    for (let down = 0; down < height; down += 1) {
      for (let across = 0; across < width; across += 1) {
        const from = ((y + down * step) * image.width_px + x + across * step) * 4;
        taken.set(colours.subarray(from, from + 4), (down * width + across) * 4);
      }
    }
    return { ...plan, colours: taken };
  };
}
