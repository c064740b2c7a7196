/** A skeleton as it is being written: its points by place, as they have no keys yet. */

import type { Skeleton } from "@/model/schema";
import type { NameRow, Rows } from "./rows";

export interface SkeletonDraft {
  readonly points: readonly NameRow[];
  /** Pairs of places in `points`. */
  readonly edges: readonly (readonly [number, number])[];
}

export const EMPTY_SKELETON: SkeletonDraft = { points: [], edges: [] };

const BODY_POINTS = [
  "Nose",
  "Left eye",
  "Right eye",
  "Left ear",
  "Right ear",
  "Left shoulder",
  "Right shoulder",
  "Left elbow",
  "Right elbow",
  "Left wrist",
  "Right wrist",
  "Left hip",
  "Right hip",
  "Left knee",
  "Right knee",
  "Left ankle",
  "Right ankle",
];

/** The 17 points of a body in the order of COCO (Lin and others 2014), joined as there. */
export const BODY: SkeletonDraft = {
  points: BODY_POINTS.map((name) => ({ key: null, name })),
  edges: [
    [15, 13],
    [13, 11],
    [16, 14],
    [14, 12],
    [11, 12],
    [5, 11],
    [6, 12],
    [5, 6],
    [5, 7],
    [6, 8],
    [7, 9],
    [8, 10],
    [1, 2],
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [4, 6],
  ],
};

export function skeletonDraft(skeleton: Skeleton | null): SkeletonDraft {
  if (skeleton === null) return EMPTY_SKELETON;
  const placeOf = (key: string) => skeleton.points.findIndex((point) => point.key === key);
  return {
    points: skeleton.points,
    edges: skeleton.edges.map(([from, to]) => [placeOf(from), placeOf(to)]),
  };
}

/** With other points: a line follows the points it joins, and goes with either of them. */
export function withPoints({ edges }: SkeletonDraft, { rows, from }: Rows): SkeletonDraft {
  const moved = edges.map(
    ([first, second]) => [from.indexOf(first), from.indexOf(second)] as const,
  );
  return { points: rows, edges: moved.filter((edge) => Math.min(...edge) >= 0) };
}

/** Lines from a point to itself, and those that are there already, say nothing. */
export function soundEdges(edges: SkeletonDraft["edges"]): SkeletonDraft["edges"] {
  const seen = new Set<string>();
  return edges.filter(([from, to]) => {
    const name = `${Math.min(from, to)} ${Math.max(from, to)}`;
    if (from === to || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
