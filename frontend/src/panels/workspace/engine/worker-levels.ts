/** All levels of a picture in a worker: fetched once a window is asked for that needs them. */

import type { LevelFacts, LevelWindow } from "@/model/levels/window";
import type { LevelShader, ShadePart } from "@/render/level-layer";
import type { LevelsAnswer, LevelsAsked } from "./levels.worker";

export class WorkerLevels implements LevelShader {
  private readonly url: string;
  private readonly onLoaded: (facts: LevelFacts | null) => void;
  private readonly makeWorker: () => Worker;
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (pixels: Uint32Array<ArrayBuffer>) => void>();
  private count = 0;
  private areHere = false;

  /** `onLoaded` is called with null where the levels did not come. */
  constructor(
    url: string,
    onLoaded: (facts: LevelFacts | null) => void,
    makeWorker: () => Worker = levelsWorker,
  ) {
    this.url = url;
    this.onLoaded = onLoaded;
    this.makeWorker = makeWorker;
  }

  get isLoaded(): boolean {
    return this.areHere;
  }

  /** Does nothing while they are on their way, or here. */
  prepare(): void {
    if (this.worker !== null) return;
    const worker = this.makeWorker();
    this.worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<LevelsAnswer>) => {
      if (this.worker !== worker) return;
      if (data.type === "shaded") return this.answer(data.number, data.pixels);
      this.know(data.facts);
    });
    // A program that was not let in, or broke, says nothing itself.
    worker.addEventListener("error", () => {
      if (this.worker === worker) this.know(null);
    });
    // A worker takes no address that is relative to the page.
    this.ask({ type: "load", url: new URL(this.url, globalThis.location.href).href });
  }

  shade(part: ShadePart, window: LevelWindow): Promise<Uint32Array<ArrayBuffer>> {
    this.count += 1;
    const number = this.count;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.ask({ type: "shade", number, part, window });
    });
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.areHere = false;
    this.waiting.clear();
  }

  private know(facts: LevelFacts | null): void {
    // To be asked for again, where the person tries once more.
    if (facts === null) this.stop();
    this.areHere = facts !== null;
    this.onLoaded(facts);
  }

  private ask(asked: LevelsAsked): void {
    this.worker?.postMessage(asked);
  }

  private answer(number: number, pixels: Uint32Array<ArrayBuffer>): void {
    this.waiting.get(number)?.(pixels);
    this.waiting.delete(number);
  }
}

function levelsWorker(): Worker {
  return new Worker(new URL("./levels.worker.ts", import.meta.url), { type: "module" });
}
