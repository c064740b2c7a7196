/** A mask cut in two by a line across it. */

import type { ImageSize } from "../points";
import type { MaskGeometry } from "../shapes/mask";
import type { Ring } from "../shapes/rings";
import { maskOf, regionOf } from "./geometry";
import { difference, hasPixel, intersection } from "./region";
import { regionInRings } from "./rings";

/**
 * The pixels at either side of the line, which goes on straight from its ends as its whole leads. The
 * left part of the line as it was drawn comes first. Null when it begins or ends in the mask, or
 * leaves all pixels at one side.
 */
export function slicedMask(
  mask: MaskGeometry,
  line: Ring,
  image: ImageSize,
): readonly MaskGeometry[] | null {
  const region = regionOf(mask);
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return null;
  const half = halfBeside(line, first, last, image);
  const isInside = [first, last].some(([x, y]) => hasPixel(region, Math.floor(x), Math.floor(y)));
  if (half === null || isInside) return null;
  const side = regionInRings([half], image);
  const parts = [intersection(region, side), difference(region, side)].map(maskOf);
  return parts.every((part) => part !== null) ? parts : null;
}

/** All of the picture at one side of the line, as one ring; null for a line that leads nowhere. */
function halfBeside(
  line: Ring,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { width_px, height_px }: ImageSize,
): Ring | null {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return null;
  // Far enough to leave the picture from anywhere in it.
  const far = 2 * (width_px + height_px);
  const [alongX, alongY] = [((x2 - x1) / length) * far, ((y2 - y1) / length) * far];
  return [
    [x1 - alongX, y1 - alongY],
    ...line,
    [x2 + alongX, y2 + alongY],
    [x2 + alongX + alongY, y2 + alongY - alongX],
    [x1 - alongX + alongY, y1 - alongY - alongX],
  ];
}
