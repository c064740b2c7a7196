/** How somebody likes picture and shapes to be shown, kept in this browser and with the person. */

import { useEffect } from "react";
import type { BenchState } from "@/tools/bench-state";
import type { Command } from "@/tools/commands";
import { PLAIN_LOOK, type PictureLook } from "@/tools/picture-look";
import type { StageEngine } from "./engine/stage-engine";
import { keep, readKept } from "./kept";

interface Kept {
  readonly look: PictureLook;
  readonly masks: Pick<BenchState["masks"], "colouring" | "opacity">;
}

/** What brings a new stage to the look of the last one; nothing where none is kept. */
export function keptLook(): readonly Command[] {
  const { look, masks } = readStored();
  const colouring = masks.colouring;
  const isKnown = colouring === "class" || colouring === "instance";
  const opacity = masks.opacity;
  return [
    { type: "set_look", look: sound(look) },
    {
      type: "set_masks",
      settings: {
        ...(isKnown && { colouring }),
        ...(isShare(opacity) && { opacity }),
      },
    },
  ];
}

/** Keeps each change for the next picture and the next visit. */
export function useLookKept({ bench }: StageEngine): void {
  useEffect(() => {
    let last = keptOf(bench.state);
    return bench.subscribe(() => {
      const now = keptOf(bench.state);
      if (now === last) return;
      last = now;
      keep("gm-look", JSON.parse(now) as Kept);
    });
  }, [bench]);
}

function keptOf({ look, masks: { colouring, opacity } }: BenchState): string {
  return JSON.stringify({ look, masks: { colouring, opacity } } satisfies Kept);
}

/** A part of another type than today's is left as it is usually. */
function sound(stored: Readonly<Record<string, unknown>>): Partial<PictureLook> {
  const parts = Object.entries(PLAIN_LOOK).filter(([name, usual]) => {
    const found = stored[name];
    if (name === "fill") return found === null || isShare(found);
    if (name === "windowBits") return found === 8 || found === 16;
    if (name === "window") return stored.isWindowKept === true && isWindow(found);
    if (typeof usual === "number") return isFactor(found);
    return typeof found === typeof usual;
  });
  return Object.fromEntries(parts.map(([name]) => [name, stored[name]]));
}

const isShare = (found: unknown): found is number =>
  typeof found === "number" && found >= 0 && found <= 1;

const isFactor = (found: unknown): boolean => typeof found === "number" && found >= 0 && found <= 4;

function isWindow(found: unknown): boolean {
  const { low, high } = objectOf(found);
  return typeof low === "number" && typeof high === "number" && low < high;
}

type Stored = Readonly<Record<string, unknown>>;

function readStored(): { readonly look: Stored; readonly masks: Stored } {
  const { look, masks } = readKept("gm-look");
  return { look: objectOf(look), masks: objectOf(masks) };
}

function objectOf(found: unknown): Stored {
  return typeof found === "object" && found !== null ? (found as Stored) : {};
}
