/** Whether the pixels of a picture of 8 bits are grey, and how many have which level. */

import { factsOf } from "./plane";
import type { LevelFacts } from "./window";

/** As far as the channels of a grey pixel may lie apart: JPEG rounds, and so does a browser. */
const MOST_APART = 8;

/** `rgba`: four bytes a pixel, row by row. Null where one has a colour. */
export function greyFacts(rgba: Uint8ClampedArray): LevelFacts | null {
  const count = rgba.length / 4;
  const values = new Uint16Array(count);
  for (let at = 0; at < count; at += 1) {
    const [red = 0, green = 0, blue = 0] = [rgba[4 * at], rgba[4 * at + 1], rgba[4 * at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > MOST_APART) return null;
    values[at] = green;
  }
  return factsOf({ width: count, height: 1, values });
}
