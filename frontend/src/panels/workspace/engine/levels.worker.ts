/** Holds all levels of a picture beside the page, and draws parts of it through a window. */

import { factsOf, pyramidOf, shaded, tableOf, type Plane } from "@/model/levels/plane";
import { NotSuchPicture, readPng } from "@/model/levels/read-png";
import { isSameWindow, type LevelFacts, type LevelWindow } from "@/model/levels/window";
import type { ShadePart } from "@/render/level-layer";

export type LevelsAsked =
  | { readonly type: "load"; readonly url: string }
  | {
      readonly type: "shade";
      readonly number: number;
      readonly part: ShadePart;
      readonly window: LevelWindow;
    };

/** Without facts: the levels did not come. */
export type LevelsAnswer =
  | { readonly type: "loaded"; readonly facts: LevelFacts | null }
  | { readonly type: "shaded"; readonly number: number; readonly pixels: Uint32Array<ArrayBuffer> };

let planes: readonly Plane[] = [];
let last: { readonly window: LevelWindow; readonly table: Uint32Array } | null = null;

self.addEventListener("message", ({ data }: MessageEvent<LevelsAsked>) => {
  if (data.type === "load") void load(data.url);
  else shade(data.number, data.part, data.window);
});

async function load(url: string): Promise<void> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) return say({ type: "loaded", facts: null });
    const plane = await readPng(await answer.arrayBuffer());
    planes = pyramidOf(plane);
    say({ type: "loaded", facts: factsOf(plane) });
  } catch (error) {
    // No connection, not enough memory, another picture: 256 levels are shown then.
    const isExpected = [TypeError, RangeError, NotSuchPicture].some(
      (kind) => error instanceof kind,
    );
    say({ type: "loaded", facts: null });
    if (!isExpected) throw error;
  }
}

function shade(number: number, { level, ...part }: ShadePart, window: LevelWindow): void {
  const plane = planes[level];
  if (plane === undefined) return;
  if (last === null || !isSameWindow(last.window, window))
    last = { window, table: tableOf(window) };
  const pixels = shaded(plane, part, last.table) as Uint32Array<ArrayBuffer>;
  say({ type: "shaded", number, pixels }, [pixels.buffer]);
}

function say(answer: LevelsAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, { transfer });
}
