/** Reads the colours of the picture, once a tool asks for them. */

import { cropPlan, type Crop } from "@/model/masks/pixels";
import type { Bounds, ImageSize } from "@/model/points";

/** A picture that did not come is asked for again at most so often, in milliseconds. */
const AGAIN_AFTER_MS = 2000;

export class PixelReader {
  private readonly url: string;
  private readonly size: ImageSize;
  private image: HTMLImageElement | null = null;
  private againAtMs = 0;
  private readonly canvas = document.createElement("canvas");

  constructor(url: string, size: ImageSize) {
    this.url = url;
    this.size = size;
  }

  get isReady(): boolean {
    return this.image !== null && this.image.complete && this.image.naturalWidth > 0;
  }

  /** Another element than the one that is shown: only one that says who asks may be read. */
  prepare(): void {
    if (this.image !== null || performance.now() < this.againAtMs) return;
    this.image = new Image();
    this.image.addEventListener("error", () => {
      this.image = null;
      this.againAtMs = performance.now() + AGAIN_AFTER_MS;
    });
    this.image.crossOrigin = "anonymous";
    this.image.src = this.url;
  }

  /** Null while the picture is on its way, and where its host forbids it. */
  read(wanted: Bounds, mostSamples: number): Crop | null {
    this.prepare();
    const { image } = this;
    const plan = cropPlan(wanted, mostSamples, this.size);
    if (image === null || plan === null || !this.isReady) return null;
    const { x, y, width, height, step } = plan;
    Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    // The stored size may be smaller than the one coordinates are in.
    const across = image.naturalWidth / this.size.width_px;
    const down = image.naturalHeight / this.size.height_px;
    const [wide, high] = [width * step * across, height * step * down];
    context.drawImage(image, x * across, y * down, wide, high, 0, 0, width, height);
    return { ...plan, colours: context.getImageData(0, 0, width, height).data };
  }
}
