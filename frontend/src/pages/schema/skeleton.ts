/** A skeleton as it is being written: its points by place, as they have no keys yet. */

import type { Skeleton } from "@/model/schema";
import { figurePlaces, type FigurePlace } from "@/model/skeleton-figure";
import type { NameRow, Rows } from "./rows";

export interface SkeletonDraft {
  readonly points: readonly NameRow[];
  /** Pairs of places in `points`. */
  readonly edges: readonly (readonly [number, number])[];
}

export const EMPTY_SKELETON: SkeletonDraft = { points: [], edges: [] };

/** As somebody stands who looks at us: their left is at our right. */
const BODY_POINTS: readonly (readonly [name: string, at: FigurePlace])[] = [
  ["Nose", [0.5, 0.1]],
  ["Left eye", [0.55, 0.05]],
  ["Right eye", [0.45, 0.05]],
  ["Left ear", [0.61, 0.08]],
  ["Right ear", [0.39, 0.08]],
  ["Left shoulder", [0.66, 0.24]],
  ["Right shoulder", [0.34, 0.24]],
  ["Left elbow", [0.76, 0.39]],
  ["Right elbow", [0.24, 0.39]],
  ["Left wrist", [0.82, 0.53]],
  ["Right wrist", [0.18, 0.53]],
  ["Left hip", [0.6, 0.54]],
  ["Right hip", [0.4, 0.54]],
  ["Left knee", [0.62, 0.76]],
  ["Right knee", [0.38, 0.76]],
  ["Left ankle", [0.63, 0.98]],
  ["Right ankle", [0.37, 0.98]],
];

/** The 17 points of a body in the order of COCO (Lin and others 2014), joined as there. */
export const BODY: SkeletonDraft = {
  points: BODY_POINTS.map(([name, at]) => ({ key: null, name, at })),
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

/** With one point of the figure elsewhere; the others stay, also those that nobody put anywhere. */
export function withPlace(
  { points, edges }: SkeletonDraft,
  place: number,
  at: FigurePlace,
): SkeletonDraft {
  const places = figurePlaces(points).with(place, at);
  return { points: points.map((point, index) => ({ ...point, at: places[index] ?? at })), edges };
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
