/** Objects in boxes by a worker: asked when a box is drawn, known a moment later. */

import { foundIn, wantedFor, type Cutter, type CutWanted, type Found } from "@/model/cutout/cutter";
import type { Crop, PixelSource } from "@/model/masks/pixels";
import type { Bounds, ImageSize } from "@/model/points";

/** What a worker is asked, and what it answers; `hasFailed` is a plug-in's that broke. */
export type CutAsked = CutWanted & { readonly number: number };
export interface CutFound {
  readonly number: number;
  readonly marks: Uint8Array | null;
  readonly hasFailed?: boolean;
}

export class WorkerCutter implements Cutter {
  private readonly pixels: PixelSource;
  private readonly image: ImageSize;
  private readonly onFound: () => void;
  private readonly makeWorker: () => Worker;
  private worker: Worker | null = null;
  /** What was asked last; answers to what was asked before come too late. */
  private asked: { readonly number: number; readonly crop: Omit<Crop, "colours"> } | null = null;
  private last: Found = { type: "nothing" };
  private count = 0;

  constructor(
    pixels: PixelSource,
    image: ImageSize,
    onFound: () => void,
    makeWorker: () => Worker,
  ) {
    this.makeWorker = makeWorker;
    this.pixels = pixels;
    this.image = image;
    this.onFound = onFound;
  }

  /** The first answer does not wait for the worker to be loaded. */
  prepare(): void {
    this.workerAtHand();
  }

  begin(box: Bounds): void {
    const wanted = wantedFor(box, this.pixels);
    this.last = { type: wanted === null ? "not_read" : "working" };
    if (wanted === null) return;
    this.count += 1;
    this.asked = { number: this.count, crop: wanted.crop };
    const asked: CutAsked = { number: this.count, ...wanted };
    this.workerAtHand().postMessage(asked);
  }

  found(): Found {
    return this.last;
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private workerAtHand(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = this.makeWorker();
    worker.addEventListener("message", ({ data }: MessageEvent<CutFound>) => {
      if (this.asked === null || data.number !== this.asked.number) return;
      this.last =
        data.hasFailed === true
          ? { type: "failed" }
          : foundIn(this.asked.crop, data.marks, this.image);
      this.onFound();
    });
    this.worker = worker;
    return worker;
  }
}

export function grabCutWorker(): Worker {
  return new Worker(new URL("./cut.worker.ts", import.meta.url), { type: "module" });
}

/** A worker that asks a plug-in of the installation. */
export function pluginWorker(url: string): Worker {
  const worker = new Worker(new URL("./plugin.worker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ url: new URL(url, globalThis.location.href).href });
  return worker;
}
