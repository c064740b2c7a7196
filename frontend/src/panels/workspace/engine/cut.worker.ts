/** Finds the object in a box beside the page, so that the page never waits for it. */

import { grabCut } from "@/model/cutout/grab-cut";
import type { CutAsked } from "./worker-cutter";

self.addEventListener("message", ({ data }: MessageEvent<CutAsked>) => {
  const marks = grabCut(data.crop, data.box);
  self.postMessage({ number: data.number, marks });
});
