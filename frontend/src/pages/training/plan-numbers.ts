import type { Answered } from "@/api/query";
import { type PlanNumber, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";

type Plan = Answered<"/api/v1/projects/{project_id}/training-plan">;
export type PlanKey = Exclude<keyof Plan, "composition">;
type Numbers = readonly PlanNumber<PlanKey>[];

const HOUR_SECONDS = 3600;
const SHARE = { max: 1, step: 0.05 } as const;

/** The numbers of practice and quiz: those that every project decides, and groups of the others. */
export function usePlanNumbers() {
  const every = useEveryNumbers();
  const mark = useMark();
  const later = useLater();
  const practice = usePractice();
  return { every, more: [mark, later, practice] };
}

function useEveryNumbers(): Numbers {
  const { t } = useI18n();
  return [
    {
      key: "scored_decisions",
      label: t("training.scoredDecisions"),
      note: t("training.scoredDecisionsNote"),
      min: 1,
    },
    {
      key: "time_limit_seconds",
      label: t("training.minutes"),
      note: t("training.minutesNote"),
      unit: t("training.unitMinutes"),
      one: 60,
      min: 1,
    },
    {
      key: "attempts_per_major",
      label: t("training.attempts"),
      note: t("training.attemptsNote"),
      min: 1,
    },
    {
      key: "seats",
      label: t("training.seatsWanted"),
      note: t("training.seatsWantedNote"),
      mayBeEmpty: true,
    },
  ];
}

/** How good one has to be. */
function useMark() {
  const { t, number } = useI18n();
  const iou = number(useProject().gold_iou, 2);
  const numbers: Numbers = [
    {
      key: "pass_f1",
      label: t("training.passF1"),
      note: t("training.passF1Note", { iou }),
      ...SHARE,
    },
    { key: "pass_iou", label: t("training.passIou"), note: t("training.passIouNote"), ...SHARE },
    {
      key: "pass_label_accuracy",
      label: t("training.passLabels"),
      note: t("training.passLabelsNote"),
      ...SHARE,
    },
    {
      key: "pass_answers_share",
      label: t("training.passAnswers"),
      note: t("training.passAnswersNote"),
      ...SHARE,
    },
  ];
  return { title: t("training.mark"), numbers };
}

/** Waiting after a failure, and how long having passed holds. */
function useLater() {
  const { t } = useI18n();
  const hours = { unit: t("training.unitHours"), one: HOUR_SECONDS };
  const numbers: Numbers = [
    {
      key: "first_wait_seconds",
      label: t("training.firstWait"),
      note: t("training.firstWaitNote"),
      ...hours,
    },
    {
      key: "second_wait_seconds",
      label: t("training.secondWait"),
      note: t("training.secondWaitNote"),
      ...hours,
    },
    {
      key: "valid_days",
      label: t("training.validDays"),
      note: t("training.validDaysNote"),
      unit: t("training.unitDays"),
      min: 1,
    },
    {
      key: "delta_decisions",
      label: t("training.deltaDecisions"),
      note: t("training.deltaDecisionsNote"),
      min: 1,
    },
  ];
  return { title: t("training.later"), numbers };
}

function usePractice() {
  const { t } = useI18n();
  const numbers: Numbers = [
    {
      key: "practice_iou",
      label: t("training.practiceIou"),
      note: t("training.practiceIouNote"),
      ...SHARE,
    },
    {
      key: "practice_tries",
      label: t("training.practiceTries"),
      note: t("training.practiceTriesNote"),
      min: 1,
    },
  ];
  return { title: t("training.practiceRules"), numbers };
}
