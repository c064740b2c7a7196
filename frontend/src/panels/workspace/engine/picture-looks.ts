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
  constructor(bench: Workbench, levelsUrl: string | null) {
    this.bench = bench;
    this.levels =
      levelsUrl === null
        ? null
        : new WorkerLevels(levelsUrl, (facts) => bench.run({ type: "know_levels", facts }));
  }

  /** Fetches all levels, before a window is chosen. */
  prepare(): void {
    this.levels?.prepare();
  }

  /** As `show`, where something of it is another now. */
  follow(view: StageView): void {
    const { look, levels } = this.bench.state;
    if (look !== this.look || (levels?.facts ?? null) !== this.facts) this.show(view);
  }

  /** Levels that did not come are asked for again with the next window. */
  show(view: StageView): void {
    const { look, levels } = this.bench.state;
    if (look.window !== null && look.window !== this.window) this.prepare();
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
