/** What was copied on one picture, to be pasted on the next: where it is kept is the page's to say. */

import { useEffect } from "react";
import type { Shape } from "@/model/document";
import type { StageEngine } from "./engine/stage-engine";

export interface KeptClipboard {
  read(): readonly Shape[];
  write(shapes: readonly Shape[]): void;
}

export function useClipboardKept({ bench }: StageEngine, kept: KeptClipboard | undefined): void {
  useEffect(() => {
    let last = bench.state.clipboard;
    return bench.subscribe(() => {
      const { clipboard } = bench.state;
      if (clipboard !== last) kept?.write(clipboard);
      last = clipboard;
    });
  }, [bench, kept]);
}
