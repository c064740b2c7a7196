/** Works out ways along edges beside the page, so that the pointer never waits for them. */

import type { Crop } from "@/model/masks/pixels";
import { waysOf } from "@/model/scissors/finder";

export interface WaysWanted {
  readonly number: number;
  readonly crop: Crop;
  readonly seed: number;
}

self.addEventListener("message", ({ data }: MessageEvent<WaysWanted>) => {
  const ways = waysOf(data.crop, data.seed);
  self.postMessage({ number: data.number, ways }, { transfer: [ways.buffer] });
});
