/** Keeps the picture on the stage as the workbench says it is to look. */

import { windowOf, type LevelFacts, type LevelWindow } from "@/model/levels/window";
import type { PictureDepth } from "@/render/image-layer";
import type { StageView } from "@/render/stage-view";
import type { PictureLook } from "@/tools/picture-look";
import type { Workbench } from "@/tools/workbench";
import type { ReadGrey } from "./grey-reader";
import { WorkerLevels } from "./worker-levels";

interface LookOptions {
  readonly makeWorker?: (() => Worker) | undefined;
  /** Null until it is loaded. */
  readonly pictureUrl?: () => string | null;
  readonly readGrey?: ReadGrey;
}

/** Few ask for a window: how a picture is looked at comes with the first who does. */
const readGreyLate: ReadGrey = (url) =>
  import("./grey-reader").then(
    (script) => script.readGrey(url),
    () => null,
  );

export class PictureLooks {
  private readonly bench: Workbench;
  private readonly levels: WorkerLevels | null;
  private readonly pictureUrl: () => string | null;
  private readonly readGrey: ReadGrey;
  private isLooking = false;
  /** It was not read: looked at again where somebody asks, not at every change of the bench. */
  private hasMissed = false;
  /** What is on the stage now. */
  private look: PictureLook | null = null;
  private facts: LevelFacts | null = null;
  private window: LevelWindow | null = null;

  /**
   * `levelsUrl` is where all levels of a picture of more than 8 bits are; null of another, which is
   * looked at where it is, as it is loaded.
   */
  constructor(bench: Workbench, levelsUrl: string | null, options: LookOptions = {}) {
    this.bench = bench;
    const { makeWorker } = options;
    this.pictureUrl = options.pictureUrl ?? (() => null);
    this.readGrey = options.readGrey ?? readGreyLate;
    const know = (facts: LevelFacts | null) => bench.run({ type: "know_levels", facts });
    this.levels = levelsUrl === null ? null : new WorkerLevels(levelsUrl, know, makeWorker);
  }

  /**
   * Before a window is chosen: fetches all levels, once more where they did not come; of a picture
   * of 8 bits finds out whether it is grey.
   */
  prepare(): void {
    if (this.levels === null) return void this.lookAtPicture();
    if (this.bench.state.levels?.hasFailed === true) this.bench.run({ type: "await_levels" });
    this.levels?.prepare();
  }

  /** As `show`, where something of it is another now. */
  follow(view: StageView): void {
    const { look, levels, awaitedStep } = this.bench.state;
    if (levels?.isAwaited === true && levels.facts === null && !levels.hasFailed)
      this.levels?.prepare();
    const isKept = look.window !== null && look.windowBits === 8;
    const isWanted = awaitedStep !== null || (isKept && !this.hasMissed);
    if (isWanted && this.levels === null) void this.lookAtPicture();
    if (look !== this.look || (levels?.facts ?? null) !== this.facts) this.show(view);
  }

  /** A slider asks many times a second: levels that did not come are not fetched again by it. */
  show(view: StageView): void {
    const { look, levels } = this.bench.state;
    const window = windowOf(look, levels);
    const isMoved = window !== null && window !== this.window;
    if (isMoved && this.levels !== null && levels?.hasFailed !== true) this.prepare();
    view.picture.adjust({ ...look, window }, this.depth());
    this.look = look;
    this.window = window;
    this.facts = levels?.facts ?? null;
  }

  /** A stage that is mounted again fetches them anew. */
  stop(): void {
    this.levels?.stop();
    this.window = null;
    this.hasMissed = false;
  }

  private async lookAtPicture(): Promise<void> {
    const { levels, isColoured } = this.bench.state;
    const url = this.pictureUrl();
    if (levels !== null || isColoured || this.isLooking || url === null) return;
    this.isLooking = true;
    const found = await this.readGrey(url);
    this.isLooking = false;
    if (found === null) return this.missed();
    this.bench.run({ type: "know_grey", facts: found === "coloured" ? null : found });
  }

  /** What a key asked for is not done later, when nobody thinks of it any more. */
  private missed(): void {
    this.hasMissed = true;
    const isAwaited = this.bench.state.awaitedStep !== null;
    this.bench.run({ type: "await_grey", step: null });
    if (isAwaited) this.bench.run({ type: "notify", notice: { type: "picture_not_read" } });
  }

  private depth(): PictureDepth | null {
    const { levels } = this.bench.state;
    if (levels === null) return null;
    const isHere = this.levels?.isLoaded === true;
    return { usual: levels.usual, shader: isHere ? this.levels : null };
  }
}
