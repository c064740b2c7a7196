/** Labels whose masks share a picture out: one mask for all of the class, no pixel in two. */

import { regionOf } from "../masks/geometry";
import { intersection, isNothing, NOTHING, union } from "../masks/region";
import { labelOf, type LabelSchema } from "../schema";
import type { MaskGeometry } from "../shapes/mask";
import { problem, type Problem } from "./problem";

/** Of shapes in which every other rule found nothing wrong. */
interface Sound {
  readonly label: string;
  readonly geometry: MaskGeometry;
  readonly frame_index?: number;
}

export function semanticProblems(
  shapes: readonly unknown[],
  schema: LabelSchema,
): readonly Problem[] {
  const sound = shapes as readonly Sound[];
  const frames = new Map<number | undefined, number[]>();
  for (const [index, { label, frame_index: frame }] of sound.entries()) {
    if (labelOf(schema, label)?.is_semantic === true)
      frames.set(frame, [...(frames.get(frame) ?? []), index]);
  }
  const groups = [...frames.values()];
  const isRepeated = groups.some(
    (indexes) => new Set(indexes.map((index) => sound[index]?.label)).size < indexes.length,
  );
  if (isRepeated) return [problem("too_many_shapes", "/shapes")];
  return groups.flatMap((indexes) => overlapping(indexes, sound));
}

/** Those that share a pixel with one before them. */
function overlapping(indexes: readonly number[], shapes: readonly Sound[]): readonly Problem[] {
  let taken = NOTHING;
  return indexes.flatMap((index) => {
    const shape = shapes[index];
    const region = shape === undefined ? NOTHING : regionOf(shape.geometry);
    const isShared = !isNothing(intersection(taken, region));
    taken = union(taken, region);
    return isShared ? [problem("overlapping_masks", `/shapes/${index}/geometry`)] : [];
  });
}
