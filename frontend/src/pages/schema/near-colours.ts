/** Labels whose colours are hard to tell apart, also for people who see colours otherwise. */

import { colourDistance } from "@/render/colour-distance";
import { LABEL_COLOURS } from "@/render/palette";
import type { LabelDraft } from "./draft";

/** CIEDE2000. */
const NEAR = 8;

/** The label that looks most like this one; null where all are far enough. */
export function nearestLookalike(labels: readonly LabelDraft[], index: number): LabelDraft | null {
  const own = labels[index];
  if (own === undefined) return null;
  // Colours that have run out come again with a dashed stroke, which tells them apart.
  const isDashed = (place: number) => place >= LABEL_COLOURS.length;
  const near = labels.flatMap((label, place) => {
    const distance = colourDistance(own.color, label.color);
    const isOther = place !== index && isDashed(place) === isDashed(index);
    return isOther && distance !== null && distance < NEAR ? [{ label, distance }] : [];
  });
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.label ?? null;
}
