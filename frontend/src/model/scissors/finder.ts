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
  /** From the corner to a point, without the corner; null while it is not known. */
  wayTo(point: ImagePoint): readonly ImagePoint[] | null;
  /** Nobody waits for a way any longer: what is found of the last corner is forgotten. */
  end(): void;
}

/** Works out the ways of a crop from one of its samples. */
export function waysOf(crop: Crop, seed: number): WayMap {
  return wayMap(edgeCosts(crop), crop.width, crop.height, seed);
}

export interface Ground {
  readonly crop: Omit<Crop, "colours">;
  readonly seed: number;
}

/** Where a crop lies and which of its samples the corner is; null while the picture is not there. */
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
  return crop === null ? null : { ground: { crop, seed: sampleAt(crop, corner) }, crop };
}

/** To a point off the crop the way ends at the nearest sample of its edge. */
export function wayOn({ crop }: Ground, ways: WayMap, point: ImagePoint): readonly ImagePoint[] {
  const { x, y, width, step } = crop;
  return wayFrom(ways, width, sampleAt(crop, point))
    .slice(0, -1)
    .reverse()
    .map((at) =>
      imagePoint(x + ((at % width) + 0.5) * step, y + (Math.floor(at / width) + 0.5) * step),
    );
}

/** The nearest sample: the border of the picture, too, has a sample beside it. */
function sampleAt({ x, y, width, height, step }: Omit<Crop, "colours">, point: ImagePoint): number {
  const across = Math.min(Math.max(Math.floor((point.x - x) / step), 0), width - 1);
  const down = Math.min(Math.max(Math.floor((point.y - y) / step), 0), height - 1);
  return down * width + across;
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

  end(): void {
    this.known = null;
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
