/** Looks at a picture of 8 bits, once a window is asked for: only a grey one has one. */

import { greyFacts } from "@/model/levels/grey";
import type { LevelFacts } from "@/model/levels/window";

/** A picture is looked at in so many pixels a side: enough to count levels, and soon done. */
const LOOKED_AT_PX = 512;

/** Null where it did not come, perhaps only now, or where its host forbids to read it. */
export type ReadGrey = (url: string) => Promise<LevelFacts | "coloured" | null>;

/** By another element than the one that is shown: only one that says who asks may be read. */
export async function readGrey(url: string): ReturnType<ReadGrey> {
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = url;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const scale = Math.min(1, LOOKED_AT_PX / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return greyFacts(context.getImageData(0, 0, canvas.width, canvas.height).data) ?? "coloured";
}
