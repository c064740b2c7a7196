/** Keeps the picture on the stage as the workbench says it is to look. */

import type { LevelFacts, LevelWindow } from "@/model/levels/window";
import type { PictureDepth } from "@/render/image-layer";
import type { StageView } from "@/render/stage-view";
import type { PictureLook } from "@/tools/picture-look";
import type { Workbench } from "@/tools/workbench";
import { WorkerLevels } from "./worker-levels";

export class PictureLooks {
  private readonly bench: Workbench;
  private readonly levels: WorkerLevels | null;
  /** What is on the stage now. */
  private look: PictureLook | null = null;
  private facts: LevelFacts | null = null;
  private window: LevelWindow | null = null;

  /** `levelsUrl` is where all levels of a picture of more than 8 bits are; null of another. */
  constructor(bench: Workbench, levelsUrl: string | null, makeWorker?: () => Worker) {
    this.bench = bench;
    const know = (facts: LevelFacts | null) => bench.run({ type: "know_levels", facts });
    this.levels = levelsUrl === null ? null : new WorkerLevels(levelsUrl, know, makeWorker);
  }

  /** Fetches all levels, before a window is chosen; once more where they did not come. */
  prepare(): void {
    if (this.bench.state.levels?.hasFailed === true) this.bench.run({ type: "await_levels" });
    this.levels?.prepare();
  }

  /** As `show`, where something of it is another now. */
  follow(view: StageView): void {
    const { look, levels } = this.bench.state;
    if (levels?.isAwaited === true && levels.facts === null && !levels.hasFailed)
      this.levels?.prepare();
    if (look !== this.look || (levels?.facts ?? null) !== this.facts) this.show(view);
  }

  /** A slider asks many times a second: levels that did not come are not fetched again by it. */
  show(view: StageView): void {
    const { look, levels } = this.bench.state;
    const isMoved = look.window !== null && look.window !== this.window;
    if (isMoved && levels?.hasFailed !== true) this.prepare();
    view.picture.adjust(look, this.depth());
    this.look = look;
    this.window = look.window;
    this.facts = levels?.facts ?? null;
  }

  /** A stage that is mounted again fetches them anew. */
  stop(): void {
    this.levels?.stop();
    this.window = null;
  }

  private depth(): PictureDepth | null {
    const { levels } = this.bench.state;
    if (levels === null) return null;
    const isHere = this.levels?.isLoaded === true;
    return { usual: levels.usual, shader: isHere ? this.levels : null };
  }
}
