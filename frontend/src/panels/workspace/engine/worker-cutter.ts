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

/** GrabCut answers within a second or two; a model of an installation may have to be loaded first. */
const CUT_WITHIN_MS = 20_000;
export const PLUGIN_WITHIN_MS = 60_000;

export class WorkerCutter implements Cutter {
  private readonly pixels: PixelSource;
  private readonly image: ImageSize;
  private readonly onFound: () => void;
  private readonly makeWorker: () => Worker;
  private readonly withinMs: number;
  private worker: Worker | null = null;
  /** Runs while an answer is waited for. */
  private limit: ReturnType<typeof setTimeout> | null = null;
  /** What was asked last; answers to what was asked before come too late. */
  private asked: { readonly number: number; readonly crop: Omit<Crop, "colours"> } | null = null;
  private last: Found = { type: "nothing" };
  private count = 0;

  constructor(
    pixels: PixelSource,
    image: ImageSize,
    onFound: () => void,
    makeWorker: () => Worker,
    withinMs = CUT_WITHIN_MS,
  ) {
    this.makeWorker = makeWorker;
    this.withinMs = withinMs;
    this.pixels = pixels;
    this.image = image;
    this.onFound = onFound;
  }

  /** The first answer does not wait for the worker to be loaded. */
  prepare(): void {
    this.workerAtHand();
  }

  begin(box: Bounds): void {
    // What was asked before is forgotten, and must not keep this one waiting.
    if (this.limit !== null) this.stop();
    const wanted = wantedFor(box, this.pixels);
    this.last = { type: wanted === null ? "not_read" : "working" };
    if (wanted === null) return;
    this.count += 1;
    this.asked = { number: this.count, crop: wanted.crop };
    const asked: CutAsked = { number: this.count, ...wanted };
    this.workerAtHand().postMessage(asked);
    this.limit = setTimeout(() => this.fail(), this.withinMs);
  }

  found(): Found {
    return this.last;
  }

  /** The next box has a worker of its own. */
  stop(): void {
    this.endLimit();
    this.worker?.terminate();
    this.worker = null;
  }

  private endLimit(): void {
    if (this.limit !== null) clearTimeout(this.limit);
    this.limit = null;
  }

  /** It broke, or says nothing: whoever waits is told, and it works no further for nobody. */
  private fail(): void {
    const isAwaited = this.limit !== null;
    this.stop();
    if (!isAwaited) return;
    this.last = { type: "failed" };
    this.onFound();
  }

  private workerAtHand(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = this.makeWorker();
    // One that was stopped may still have something under way.
    worker.addEventListener("error", () => this.worker === worker && this.fail());
    worker.addEventListener("message", ({ data }: MessageEvent<CutFound>) => {
      if (this.asked === null || data.number !== this.asked.number) return;
      this.endLimit();
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
