/** Ways along edges by a worker: asked at every corner, known a moment later. */

import type { PixelSource } from "@/model/masks/pixels";
import type { ImagePoint } from "@/model/points";
import { groundOf, wayOn, type Ground, type WayFinder } from "@/model/scissors/finder";
import type { WayMap } from "@/model/scissors/ways";
import type { WaysWanted } from "./ways.worker";

interface WaysFound {
  readonly number: number;
  readonly ways: WayMap;
}

export class WorkerFinder implements WayFinder {
  private readonly pixels: PixelSource;
  private readonly onFound: () => void;
  private worker: Worker | null = null;
  /** The corner that was asked about last; answers about earlier ones come too late. */
  private asked: { readonly number: number; readonly ground: Ground } | null = null;
  private ways: WayMap | null = null;
  private count = 0;

  constructor(pixels: PixelSource, onFound: () => void) {
    this.pixels = pixels;
    this.onFound = onFound;
  }

  /** The first answer does not wait for the worker to be loaded. */
  prepare(): void {
    this.workerAtHand();
  }

  begin(corner: ImagePoint, pixelsToSample: number): void {
    [this.ways, this.asked] = [null, null];
    const found = groundOf(corner, pixelsToSample, this.pixels);
    if (found === null) return;
    this.count += 1;
    this.asked = { number: this.count, ground: found.ground };
    const { crop, ground } = found;
    const wanted: WaysWanted = { number: this.count, crop, seed: ground.seed };
    this.workerAtHand().postMessage(wanted, [crop.colours.buffer]);
  }

  wayTo(point: ImagePoint): readonly ImagePoint[] | null {
    const { asked, ways } = this;
    return asked === null || ways === null ? null : wayOn(asked.ground, ways, point);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private workerAtHand(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL("./ways.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<WaysFound>) => {
      if (data.number !== this.asked?.number) return;
      this.ways = data.ways;
      this.onFound();
    });
    this.worker = worker;
    return worker;
  }
}
