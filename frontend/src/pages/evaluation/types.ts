import type { Answered } from "@/api/query";

/** The report of an evaluation, as `docs/evaluation.md` specifies it. */

export const EVALUATION_PATH = "/api/v1/evaluations/{evaluation_id}";

export type Evaluation = Answered<typeof EVALUATION_PATH>;
export type EvaluationRow =
  Answered<"/api/v1/releases/{release_id}/evaluations">["results"][number];
export type WorstRow = Answered<"/api/v1/evaluations/{evaluation_id}/items">["results"][number];
export type EvaluatedItem = Answered<"/api/v1/evaluations/{evaluation_id}/items/{position}">;
export type Comparison = Answered<"/api/v1/evaluations/{evaluation_id}/comparison">;

export interface Measured {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly undefined_reason: string | null;
}

export interface NamedLabel {
  readonly key: string;
  readonly name: string;
  readonly color: string;
}

/** By IoU, by confidence, by label or size. */
type Table = readonly (readonly (readonly number[])[])[];

export interface Tables {
  readonly hits: Table;
  readonly errors: Table;
  readonly wanted: readonly number[];
}

interface Aps {
  readonly ap: Measured;
  readonly ap50: Measured;
  readonly ap75: Measured;
  readonly ar: Measured;
}

export interface ShapesReport {
  readonly labels: readonly NamedLabel[];
  readonly images: number;
  readonly truths: number;
  readonly predictions: number;
  readonly has_scores: boolean;
  readonly ious: readonly number[];
  readonly confidences: readonly number[];
  readonly confidence: number;
  readonly iou: number;
  readonly by_label: Tables;
  readonly by_size: Tables & { readonly sizes: readonly string[] };
  readonly headline: {
    readonly precision: Measured;
    readonly recall: Measured;
    readonly f1: Measured;
  };
  readonly ap: Aps;
  readonly ap_by_label: readonly Aps[];
  readonly ap_by_size: Readonly<Record<string, Pick<Aps, "ap" | "ar">>>;
  readonly curves: {
    readonly recalls: readonly number[];
    readonly by_label:
      | readonly ({ readonly "50": readonly number[]; readonly "75": readonly number[] } | null)[]
      | null;
  };
  readonly confusion: {
    readonly iou: number;
    readonly confidences: readonly number[];
    readonly counts: Table;
  };
  readonly panoptic: {
    readonly pq: Measured;
    readonly by_label: readonly { readonly pq: Measured }[];
  } | null;
  readonly noise: {
    readonly errors: number;
    readonly unsure_errors: number;
    readonly unsure_share: Measured;
    readonly f1_ceiling: Measured;
    readonly sure_ap: Measured;
  };
}

export interface FourCounts {
  readonly true_positives: number;
  readonly false_positives: number;
  readonly false_negatives: number;
  readonly true_negatives: number;
}

export interface QuestionReport {
  readonly key: string;
  readonly name: string;
  readonly images: number;
  readonly options: readonly (FourCounts & {
    readonly key: string;
    readonly name: string;
    readonly precision: Measured;
    readonly recall: Measured;
    readonly f1: Measured;
  })[];
  readonly accuracy: Measured;
  readonly balanced_accuracy: Measured;
  readonly macro_f1: Measured;
  readonly calibration_error: Measured;
  readonly reliability: readonly {
    readonly n: number;
    readonly confidence: number;
    readonly accuracy: number;
    readonly lower: number;
    readonly upper: number;
  }[];
  readonly confusion: readonly (readonly number[])[];
  /** Only of options that have an order; reports that were made before have none. */
  readonly tolerated_steps?: number;
  readonly within?: Measured;
  readonly mean_steps?: Measured;
  /** By confidence, then by option; null without scores, and not there in reports of before. */
  readonly by_confidence?: {
    readonly confidences: readonly number[];
    readonly hits: readonly (readonly number[])[];
    readonly called: readonly (readonly number[])[];
    readonly wanted: readonly number[];
  } | null;
  /** Reports that were made before have none. */
  readonly noise?: {
    readonly errors: number;
    readonly unsure_errors: number;
    readonly unsure_share: Measured;
    readonly accuracy_ceiling: Measured;
  };
}

export interface NumbersReport {
  readonly key: string;
  readonly name: string;
  readonly images: number;
  /** Pictures without a prediction. */
  readonly missing: number;
  readonly tolerance: { readonly value: number; readonly is_relative: boolean } | null;
  readonly within: Measured;
  readonly mean_absolute_error: Measured;
  readonly root_mean_square_error: Measured;
  readonly mean_error: Measured;
  readonly noise?: QuestionReport["noise"];
}

export interface SeveralReport {
  readonly key: string;
  readonly name: string;
  readonly images: number;
  readonly missing: number;
  readonly options: QuestionReport["options"];
  readonly exact: Measured;
  readonly micro_f1: Measured;
  readonly macro_f1: Measured;
  readonly noise?: QuestionReport["noise"];
}

export interface PixelsReport {
  readonly pixel_accuracy: Measured;
  readonly mean_iou: Measured;
  /** Reports that were made before have none. */
  readonly pq?: Measured;
  readonly labels: readonly (NamedLabel &
    FourCounts & { readonly iou: Measured; readonly pq?: Measured })[];
  /** Rows are truths, columns predictions; the last of both is no class. */
  readonly confusion: readonly (readonly number[])[];
}

export interface Report {
  readonly images: number;
  /** Whether pictures can be looked for by what is wrong; not in reports of before. */
  readonly has_classes_of_errors?: boolean;
  readonly shapes: ShapesReport | null;
  readonly questions: readonly QuestionReport[];
  /** Reports that were made before have neither. */
  readonly numbers?: readonly NumbersReport[];
  readonly several?: readonly SeveralReport[];
  readonly pixels: PixelsReport | null;
}
