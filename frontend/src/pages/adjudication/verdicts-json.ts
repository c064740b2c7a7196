/** Steps of deciding as JSON. Most shapes are the same from step to step: each is written once. */

import type { Shape } from "@/model/document";
import type { Cluster, Verdict } from "./verdict";

type KeptCluster = Omit<Cluster, "drawn" | "shape"> & {
  /** Places in `shapes`. */
  readonly drawn: number;
  readonly shape: number | null;
};

type KeptVerdict = Omit<Verdict, "clusters" | "settled"> & {
  readonly clusters: readonly KeptCluster[];
  /** A set is not JSON. */
  readonly settled: readonly string[];
};

export interface KeptVerdicts {
  readonly shapes: readonly Shape[];
  readonly steps: readonly KeptVerdict[];
}

/** Shapes are told apart by being the same object, as they are where a step leaves them alone. */
export function inJson(verdicts: readonly Verdict[]): KeptVerdicts {
  const places = new Map<Shape, number>();
  const placeOf = (shape: Shape): number => {
    const place = places.get(shape) ?? places.size;
    places.set(shape, place);
    return place;
  };
  const steps = verdicts.map((verdict) => ({
    ...verdict,
    settled: [...verdict.settled],
    clusters: verdict.clusters.map((one) => ({
      ...one,
      drawn: placeOf(one.drawn),
      shape: one.shape === null ? null : placeOf(one.shape),
    })),
  }));
  return { shapes: [...places.keys()], steps };
}

export function ofJson({ shapes, steps }: KeptVerdicts): Verdict[] {
  const shapeAt = (place: number): Shape => {
    const shape = shapes[place];
    if (shape === undefined) throw new Error(`no shape ${place} was written`);
    return shape;
  };
  return steps.map((step) => ({
    ...step,
    settled: new Set(step.settled),
    clusters: step.clusters.map((one) => ({
      ...one,
      drawn: shapeAt(one.drawn),
      shape: one.shape === null ? null : shapeAt(one.shape),
    })),
  }));
}
