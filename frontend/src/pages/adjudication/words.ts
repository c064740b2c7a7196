import { useI18n } from "@/panels/shared";
import type { Doubt, Reason } from "./types";

const WHAT = {
  shape: "adjudication.whatShape",
  shape_label: "adjudication.whatLabel",
  left_out: "adjudication.whatLeftOut",
  answer: "adjudication.whatAnswer",
  outline: "adjudication.whatOutline",
  attribute: "adjudication.whatAttribute",
} as const;

export const REASONS: Record<Reason, string> = {
  shape_differs: "adjudication.reasonShape",
  class_differs: "adjudication.reasonClass",
  missed_or_extra: "adjudication.reasonExistence",
  hard_to_see: "adjudication.reasonImage",
  guideline_unclear: "adjudication.reasonGuideline",
  careless: "adjudication.reasonCareless",
  other: "adjudication.reasonOther",
};

const REASON_OF = {
  shape: "missed_or_extra",
  left_out: "missed_or_extra",
  shape_label: "class_differs",
  answer: "class_differs",
  outline: "shape_differs",
  attribute: "class_differs",
} as const;

/** What a doubt is about, in a few words. */
export function useWhat() {
  const { t } = useI18n();
  return ({ what, name }: Pick<Doubt, "what" | "name">) => t(WHAT[what], { name });
}

/** Why people differ here, as a first guess. */
export function reasonOf(doubts: readonly Doubt[]): Reason {
  const [first] = doubts;
  return first === undefined ? "other" : REASON_OF[first.what];
}
