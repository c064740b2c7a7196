/** The names of figures and counts. */
export const FIGURE_NAMES = {
  f1: "evaluation.f1",
  precision: "evaluation.precision",
  recall: "evaluation.recall",
  ap: "evaluation.ap",
  ap50: "evaluation.ap50",
  ap75: "evaluation.ap75",
  ar: "evaluation.ar",
  accuracy: "evaluation.accuracy",
  balanced_accuracy: "evaluation.balanced",
  macro_f1: "evaluation.macroF1",
  within: "evaluation.within",
  mean_absolute_error: "evaluation.meanAbsolute",
  root_mean_square_error: "evaluation.rootMeanSquare",
  mean_error: "evaluation.meanError",
  exact: "evaluation.exact",
  micro_f1: "evaluation.microF1",
  mean_iou: "evaluation.meanIou",
  pixel_accuracy: "evaluation.pixelAccuracy",
  pq: "evaluation.pq",
  pixel_pq: "evaluation.pixelPq",
  iou: "evaluation.iou",
} as const;

export const COUNT_NAMES = {
  hits: "evaluation.hits",
  errors: "evaluation.errors",
  misses: "evaluation.misses",
  true_positives: "evaluation.hits",
  false_positives: "evaluation.errors",
  false_negatives: "evaluation.misses",
  true_negatives: "evaluation.trueNegatives",
  wrong_answers: "evaluation.wrongAnswers",
  unsure_errors: "evaluation.unsureShort",
} as const;

/** The sizes of objects, by COCO's bounds. */
export const SIZE_NAMES: Readonly<Record<string, string>> = {
  small: "evaluation.small",
  medium: "evaluation.medium",
  large: "evaluation.large",
};
