/** The shapes that can be met, indexed when first asked for after some changed or were hidden. */

import { HitIndex } from "@/model/hit-index";
import { visibleShapes, type BenchState } from "./bench-state";

export class HitCache {
  private held: { readonly index: HitIndex; readonly of: BenchState } | null = null;

  of(now: BenchState): HitIndex {
    const isFresh =
      this.held?.of.document.shapes === now.document.shapes &&
      this.held.of.hiddenIds === now.hiddenIds;
    if (this.held === null || !isFresh)
      this.held = { index: new HitIndex(visibleShapes(now)), of: now };
    return this.held.index;
  }
}
