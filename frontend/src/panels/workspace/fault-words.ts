/** What is wrong with a document, in a few words for each code of the server. */

import type { Translate } from "@/model/i18n";

/** What no gesture draws: a draft of another program, or one that was damaged. */
const UNREADABLE = "workspace.faultUnreadable";
const NO_SIZE = "workspace.faultNoSize";
const WRONG_LABEL = "workspace.faultLabel";
const WRONG_ANSWER = "workspace.faultAnswer";
const UNANSWERED = "workspace.faultUnanswered";
const NOT_WHOLE = "workspace.faultNotWhole";

const FAULTS: Readonly<Record<string, string>> = {
  self_crossing: "workspace.faultSelfCrossing",
  crossing_rings: "workspace.faultCrossingRings",
  hole_outside: "workspace.faultHoleOutside",
  repeated_point: "workspace.faultRepeatedPoint",
  outside_picture: "workspace.faultOutsidePicture",
  overlapping_masks: "workspace.faultOverlappingMasks",
  too_much_overlap: "workspace.faultTooMuchOverlap",
  too_few_points: NOT_WHOLE,
  too_many_points: "workspace.faultTooManyPoints",
  too_few_shapes: "workspace.faultTooFewShapes",
  too_many_shapes: "workspace.faultTooManyShapes",
  too_large: "workspace.faultTooLarge",
  too_long: "workspace.faultTooLong",
  zero_area: NO_SIZE,
  zero_length: NO_SIZE,
  not_positive: NO_SIZE,
  not_whole: "workspace.faultNotOnPixels",
  unknown_label: WRONG_LABEL,
  wrong_kind: WRONG_LABEL,
  unknown_keypoint: WRONG_LABEL,
  unknown_option: WRONG_ANSWER,
  duplicate_option: WRONG_ANSWER,
  too_many: WRONG_ANSWER,
  out_of_range: WRONG_ANSWER,
  invalid_text: WRONG_ANSWER,
  attribute_not_applicable: WRONG_ANSWER,
  answer_not_applicable: WRONG_ANSWER,
  missing_attribute: UNANSWERED,
  missing_answer: UNANSWERED,
  empty_document: "workspace.faultEmpty",
  nothing_here_with_shapes: "workspace.faultNothingWithShapes",
  nothing_here_without_labels: "workspace.faultNothingAsked",
  wrong_type: UNREADABLE,
  not_finite: UNREADABLE,
  missing_key: UNREADABLE,
  unknown_key: UNREADABLE,
  invalid_rle: UNREADABLE,
  invalid_id: UNREADABLE,
  duplicate_id: UNREADABLE,
  unknown_kind: UNREADABLE,
  unsupported_version: UNREADABLE,
};

export const isNamed = (code: string): boolean => code in FAULTS;

export function faultWords(code: string, t: Translate): string {
  return t(FAULTS[code] ?? UNREADABLE);
}
