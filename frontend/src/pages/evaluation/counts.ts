/** What the tables of a report say at one IoU and one confidence. Nothing is asked of the server. */

import type { FourCounts, QuestionReport, ShapesReport, Tables } from "./types";

export interface Counts {
  readonly hits: number;
  readonly errors: number;
  readonly misses: number;
}

/** The places in the report's `ious` and `confidences`. */
export interface Chosen {
  readonly iou: number;
  readonly confidence: number;
}

/** The place of a value in an increasing grid: the last one that it reaches. */
export function placeOf(grid: readonly number[], value: number): number {
  const next = grid.findIndex((one) => one > value + 1e-9);
  return next === -1 ? grid.length - 1 : Math.max(0, next - 1);
}

/** Where a page begins: an IoU of .50 and the confidence of the best F1. */
export function firstChoice(report: ShapesReport): Chosen {
  return {
    iou: placeOf(report.ious, report.iou),
    confidence: placeOf(report.confidences, report.confidence),
  };
}

/** The counts of each label or size. */
export function countsAt(tables: Tables, chosen: Chosen): readonly Counts[] {
  const hits = tables.hits[chosen.iou]?.[chosen.confidence] ?? [];
  const errors = tables.errors[chosen.iou]?.[chosen.confidence] ?? [];
  return tables.wanted.map((wanted, index) => ({
    hits: hits[index] ?? 0,
    errors: errors[index] ?? 0,
    misses: wanted - (hits[index] ?? 0),
  }));
}

export function totalOf(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, one) => ({
      hits: sum.hits + one.hits,
      errors: sum.errors + one.errors,
      misses: sum.misses + one.misses,
    }),
    { hits: 0, errors: 0, misses: 0 },
  );
}

/** Null where nothing was predicted. */
export function precisionOf({ hits, errors }: Counts): number | null {
  return hits + errors === 0 ? null : hits / (hits + errors);
}

/** Null where there was nothing to find. */
export function recallOf({ hits, misses }: Counts): number | null {
  return hits + misses === 0 ? null : hits / (hits + misses);
}

/** Null where nothing was predicted and there was nothing to find. */
export function f1Of({ hits, errors, misses }: Counts): number | null {
  const whole = 2 * hits + errors + misses;
  return whole === 0 ? null : (2 * hits) / whole;
}

/** All four counts and the rates of one option, where what is less sure says nothing. */
export interface OptionCounts extends FourCounts {
  readonly key: string;
  readonly name: string;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export function optionsAt(question: QuestionReport, place: number): readonly OptionCounts[] {
  const tables = question.by_confidence;
  return question.options.map((option, index) => {
    if (tables == null) {
      const values = { precision: option.precision.value, recall: option.recall.value };
      return { ...option, ...values, f1: option.f1.value };
    }
    const hits = tables.hits[place]?.[index] ?? 0;
    const called = tables.called[place]?.[index] ?? 0;
    const wanted = tables.wanted[index] ?? 0;
    const counts = { hits, errors: called - hits, misses: wanted - hits };
    return {
      key: option.key,
      name: option.name,
      true_positives: hits,
      false_positives: called - hits,
      false_negatives: wanted - hits,
      true_negatives: question.images - called - wanted + hits,
      precision: precisionOf(counts),
      recall: recallOf(counts),
      f1: f1Of(counts),
    };
  });
}

/** Precision and recall of pixels. */
export function ratesOfFour(row: FourCounts): Pick<OptionCounts, "precision" | "recall"> {
  const counts = {
    hits: row.true_positives,
    errors: row.false_positives,
    misses: row.false_negatives,
  };
  return { precision: precisionOf(counts), recall: recallOf(counts) };
}

/** Each row divided by its sum; a row of nothing stays as it is. */
export function ratesOf(counts: readonly (readonly number[])[]): number[][] {
  return counts.map((row) => {
    const sum = row.reduce((total, one) => total + one, 0);
    return row.map((one) => (sum === 0 ? 0 : one / sum));
  });
}
