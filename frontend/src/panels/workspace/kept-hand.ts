/**
 * What somebody had in the hand, for the next picture and the next visit in this browser: tool,
 * label, snapping, and how masks are painted. Unlike the look it changes all the time and fits one
 * kind of work, so it does not go with the person.
 */

import { useEffect } from "react";
import { labelOf } from "@/model/schema";
import type { BenchState } from "@/tools/bench-state";
import type { Command, ToolName } from "@/tools/commands";
import { LARGEST_BRUSH_PX } from "@/tools/masks/settings";
import { isToolName } from "@/tools/registry";
import type { StageEngine } from "./engine/stage-engine";

const NAME = "gm-hand";
/** Tools to look with: who looked last wants to draw on the next picture. */
const PASSING: ReadonlySet<string> = new Set(["pan", "browse"]);

interface Hand {
  readonly tool: ToolName;
  readonly label: string | null;
  readonly isSnapping: boolean;
  readonly isFreehand: boolean;
  readonly brushPx: number;
  readonly tolerance: number;
  readonly removesUnderlying: boolean;
}

/** What brings a stage to the hand of the last one; what does not fit this work is left out. */
export function keptHand({ schema, isSnapping, isFreehand }: BenchState): readonly Command[] {
  const kept = readHand();
  const { brushPx, tolerance, removesUnderlying } = kept;
  const settings = {
    ...(isWithin(brushPx, 1, LARGEST_BRUSH_PX) && { brushPx }),
    ...(isWithin(tolerance, 0, 255) && { tolerance }),
    ...(typeof removesUnderlying === "boolean" && { removesUnderlying }),
  };
  const label = labelOf(schema, kept.label ?? "");
  const tool = label === undefined ? undefined : kept.tool;
  return [
    { type: "set_masks", settings },
    ...(kept.isSnapping === !isSnapping ? [{ type: "toggle_snapping" } as const] : []),
    ...(kept.isFreehand === !isFreehand ? [{ type: "toggle_freehand" } as const] : []),
    ...(label === undefined ? [] : [{ type: "use_label", label: label.key } as const]),
    ...(tool !== undefined && isToolName(tool) && !PASSING.has(tool)
      ? [{ type: "use_tool", tool } as const]
      : []),
  ];
}

export function useHandKept({ bench }: StageEngine, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    let last = handOf(bench.state);
    return bench.subscribe(() => {
      const now = handOf(bench.state);
      if (now !== last) store(now);
      last = now;
    });
  }, [bench, isWanted]);
}

function handOf({ tool, labelKey, isSnapping, isFreehand, masks }: BenchState): string {
  const { brushPx, tolerance, removesUnderlying } = masks;
  const painting = { brushPx, tolerance, removesUnderlying };
  return JSON.stringify({ tool, label: labelKey, isSnapping, isFreehand, ...painting } satisfies Hand); // prettier-ignore
}

function store(hand: string): void {
  try {
    localStorage.setItem(NAME, hand);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Written by this program, perhaps by an older one: each part is looked at where it is used. */
function readHand(): Partial<Hand> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}

const isWithin = (found: unknown, least: number, most: number): found is number =>
  typeof found === "number" && found >= least && found <= most;
