/** The object in a box of the picture: which piece of it is looked at, and what was found there. */

import { regionOfSamples, type Crop, type PixelSource } from "../masks/pixels";
import { isNothing, type Region } from "../masks/region";
import { simplifiedRegion } from "../masks/simplify";
import type { Bounds, ImageSize } from "../points";
import { grabCut, type SampleBox } from "./grab-cut";

/** Side of a crop at most, in samples. */
export const CUT_SIDE = 384;
/** How much of what lies round the box is looked at, as a share of its sides. */
const ROUND_SHARE = 0.2;

export type Found =
  | { readonly type: "working" }
  /** The picture is not there, or may not be read. */
  | { readonly type: "not_read" }
  | { readonly type: "nothing" }
  /** A plug-in broke. */
  | { readonly type: "failed" }
  | { readonly type: "region"; readonly region: Region };

export interface Cutter {
  /** Looks for the object in a box; what was asked before is forgotten. */
  begin(box: Bounds): void;
  found(): Found;
}

export interface CutWanted {
  readonly crop: Crop;
  readonly box: SampleBox;
}

/** Null while the picture is not there. */
export function wantedFor(box: Bounds, pixels: PixelSource): CutWanted | null {
  const [across, down] = [box.maxX - box.minX, box.maxY - box.minY].map((side) =>
    Math.max(ROUND_SHARE * side, 2),
  ) as [number, number];
  const wanted = {
    minX: box.minX - across,
    minY: box.minY - down,
    maxX: box.maxX + across,
    maxY: box.maxY + down,
  };
  const crop = pixels(wanted, CUT_SIDE * CUT_SIDE);
  return crop === null ? null : { crop, box: samplesIn(box, crop) };
}

function samplesIn(box: Bounds, { x, y, width, height, step }: Crop): SampleBox {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  return {
    left: within(Math.floor((box.minX - x) / step), width),
    top: within(Math.floor((box.minY - y) / step), height),
    right: within(Math.ceil((box.maxX - x) / step), width),
    bottom: within(Math.ceil((box.maxY - y) / step), height),
  };
}

/** With a smoother border than the samples have, and without specks. */
export function foundIn(
  crop: Omit<Crop, "colours">,
  marks: Uint8Array | null,
  image: ImageSize,
): Found {
  if (marks === null) return { type: "nothing" };
  const region = simplifiedRegion(regionOfSamples(crop, marks, image), crop.step, image);
  return isNothing(region) ? { type: "nothing" } : { type: "region", region };
}

/** Works at once, where there is nobody to keep waiting. */
export class PromptCutter implements Cutter {
  private last: Found = { type: "nothing" };
  private readonly pixels: PixelSource;
  private readonly image: ImageSize;

  constructor(pixels: PixelSource, image: ImageSize) {
    this.pixels = pixels;
    this.image = image;
  }

  begin(box: Bounds): void {
    const wanted = wantedFor(box, this.pixels);
    this.last =
      wanted === null
        ? { type: "not_read" }
        : foundIn(wanted.crop, grabCut(wanted.crop, wanted.box), this.image);
  }

  found(): Found {
    return this.last;
  }
}
