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

/** Ways are known within a second; until then, and without them, the line is straight. */
export const WAYS_WITHIN_MS = 8_000;

export class WorkerFinder implements WayFinder {
  private readonly pixels: PixelSource;
  private readonly onFound: () => void;
  private readonly onFailed: () => void;
  private readonly makeWorker: () => Worker;
  private worker: Worker | null = null;
  private limit: ReturnType<typeof setTimeout> | null = null;
  /** The corner that was asked about last; answers about earlier ones come too late. */
  private asked: { readonly number: number; readonly ground: Ground } | null = null;
  private ways: WayMap | null = null;
  /** The last corner, while the picture round it is not there: after a reload it comes later. */
  private unseen: { readonly corner: ImagePoint; readonly pixelsToSample: number } | null = null;
  private count = 0;

  /** `onFailed` when a corner that somebody waits at has no answer in time, or the worker breaks. */
  constructor(
    pixels: PixelSource,
    onFound: () => void,
    onFailed: () => void,
    makeWorker = waysWorker,
  ) {
    this.onFailed = onFailed;
    this.makeWorker = makeWorker;
    this.pixels = pixels;
    this.onFound = onFound;
  }

  /** The first answer does not wait for the worker to be loaded. */
  prepare(): void {
    this.workerAtHand();
  }

  begin(corner: ImagePoint, pixelsToSample: number): void {
    this.forget();
    const found = groundOf(corner, pixelsToSample, this.pixels);
    if (found === null) {
      this.unseen = { corner, pixelsToSample };
      return;
    }
    this.count += 1;
    this.asked = { number: this.count, ground: found.ground };
    const { crop, ground } = found;
    const wanted: WaysWanted = { number: this.count, crop, seed: ground.seed };
    this.workerAtHand().postMessage(wanted, [crop.colours.buffer]);
    this.startLimit();
  }

  wayTo(point: ImagePoint): readonly ImagePoint[] | null {
    if (this.unseen !== null) this.begin(this.unseen.corner, this.unseen.pixelsToSample);
    const { asked, ways } = this;
    return asked === null || ways === null ? null : wayOn(asked.ground, ways, point);
  }

  /** An answer that is still on its way comes too late, and nobody hears that there is none. */
  end(): void {
    this.endLimit();
    this.forget();
  }

  private forget(): void {
    [this.ways, this.asked, this.unseen] = [null, null, null];
  }

  /** The next corner has a worker of its own. */
  stop(): void {
    this.endLimit();
    this.worker?.terminate();
    this.worker = null;
  }

  private fail(): void {
    const isAwaited = this.limit !== null;
    this.stop();
    if (isAwaited) this.onFailed();
  }

  /** Anew with each corner, which somebody waits at only now. */
  private startLimit(): void {
    this.endLimit();
    this.limit = setTimeout(() => this.fail(), WAYS_WITHIN_MS);
  }

  private endLimit(): void {
    if (this.limit !== null) clearTimeout(this.limit);
    this.limit = null;
  }

  private workerAtHand(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = this.makeWorker();
    worker.addEventListener("error", () => this.worker === worker && this.fail());
    worker.addEventListener("message", ({ data }: MessageEvent<WaysFound>) => {
      // It comes to one corner after the other: the last one's turn begins.
      if (data.number !== this.asked?.number) {
        if (this.limit !== null) this.startLimit();
        return;
      }
      this.endLimit();
      this.ways = data.ways;
      this.onFound();
    });
    this.worker = worker;
    return worker;
  }
}

function waysWorker(): Worker {
  return new Worker(new URL("./ways.worker.ts", import.meta.url), { type: "module" });
}
