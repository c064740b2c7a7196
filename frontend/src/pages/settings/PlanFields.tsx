import type { ReactNode } from "react";
import {
  MoreFields,
  NumberFields,
  type PlanNumber,
  TextField,
  useDiffering,
  useI18n,
} from "@/panels/shared";
import usual from "./defaults.json";
import type { FieldsProps } from "./SettingsPage";
import type { Values } from "./use-settings";

type NumberKey = {
  [Key in keyof Values]: Values[Key] extends number | null ? Key : never;
}[keyof Values];
export type SettingsNumber = PlanNumber<NumberKey>;

interface SettingsNumbersProps extends FieldsProps {
  numbers: readonly SettingsNumber[];
  children?: ReactNode;
}

/** Numbers of the project itself. */
export function SettingsNumbers({
  numbers,
  values,
  change,
  problem,
  children,
}: SettingsNumbersProps) {
  return (
    <NumberFields
      numbers={numbers}
      values={values}
      // The budget alone may be empty, and so null.
      onChange={(part) => change(part as Partial<Values>)}
      problem={problem}
    >
      {children}
    </NumberFields>
  );
}

/** What a task pays, how many people answer, and how long they have: what every project decides. */
export function EveryProject(props: FieldsProps) {
  const { values, change, problem } = props;
  const { t, minorUnit } = useI18n();
  const unit = minorUnit(values.currency);
  const numbers: readonly SettingsNumber[] = [
    {
      key: "overlap",
      label: t("settings.overlap"),
      note: t("settings.overlapNote"),
      min: 1,
      max: 25,
    },
    {
      key: "lease_seconds",
      label: t("settings.lease"),
      note: t("settings.leaseNote"),
      unit: t("settings.unitMinutes"),
      one: 60,
      min: 1,
    },
    { key: "price_minor", label: t("settings.price", { unit }), note: t("settings.priceNote") },
  ];
  const budget: readonly SettingsNumber[] = [
    {
      key: "budget_minor",
      label: t("settings.budget", { unit }),
      note: t("settings.budgetHint"),
      mayBeEmpty: true,
    },
  ];
  return (
    <>
      <SettingsNumbers numbers={numbers} {...props}>
        <TextField
          label={t("settings.currency")}
          description={t("settings.currencyNote")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={values.currency}
          maxLength={3}
          onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
          problem={problem}
          path="currency"
        />
      </SettingsNumbers>
      <SettingsNumbers numbers={budget} {...props} />
    </>
  );
}

/** When an answer to gold is right, and how often people should be. */
export function GoldFields(props: FieldsProps) {
  const { values, problem } = props;
  const { t } = useI18n();
  const differing = useDiffering();
  const numbers: readonly SettingsNumber[] = [
    {
      key: "gold_iou",
      label: t("settings.goldIou"),
      note: t("settings.goldIouNote"),
      max: 1,
      step: 0.05,
    },
    {
      key: "gold_f1",
      label: t("settings.goldF1"),
      note: t("settings.goldF1Note"),
      max: 1,
      step: 0.05,
    },
    {
      key: "gold_label_accuracy",
      label: t("settings.goldLabels"),
      note: t("settings.goldLabelsNote"),
      max: 1,
      step: 0.05,
    },
    {
      key: "gold_question_accuracy",
      label: t("settings.goldQuestions"),
      note: t("settings.goldQuestionsNote"),
      max: 1,
      step: 0.05,
    },
    {
      key: "gold_pass_mark",
      label: t("settings.passMark"),
      note: t("settings.passMarkNote"),
      max: 1,
      step: 0.05,
    },
    {
      key: "gold_contests",
      label: t("settings.goldContests"),
      note: t("settings.goldContestsNote"),
      min: 1,
      max: 20,
    },
  ];
  return (
    <MoreFields
      title={t("settings.gold")}
      differing={differing(numbers, values, usual)}
      paths={numbers.map(({ key }) => key)}
      problem={problem}
    >
      <SettingsNumbers numbers={numbers} {...props} />
    </MoreFields>
  );
}

/** What becomes of work that is handed in. */
export function AcceptanceFields(props: FieldsProps) {
  const { values, problem } = props;
  const { t } = useI18n();
  const differing = useDiffering();
  const numbers: readonly SettingsNumber[] = [
    {
      key: "auto_accept_days",
      label: t("settings.autoAccept"),
      note: t("settings.autoAcceptNote"),
      unit: t("settings.unitDays"),
      min: 1,
      max: 60,
    },
    {
      key: "rejection_budget",
      label: t("settings.rejectionBudget"),
      note: t("settings.rejectionBudgetNote"),
      unit: t("settings.unitPercent"),
      one: 0.01,
      max: 100,
      step: 5,
    },
    {
      key: "appeal_days",
      label: t("settings.appealDays"),
      note: t("settings.appealDaysNote"),
      unit: t("settings.unitDays"),
      min: 7,
      max: 90,
    },
    {
      key: "appeal_answer_days",
      label: t("settings.appealAnswerDays"),
      note: t("settings.appealAnswerDaysNote"),
      unit: t("settings.unitDays"),
      min: 1,
      max: 30,
    },
  ];
  return (
    <MoreFields
      title={t("settings.acceptance")}
      differing={differing(numbers, values, usual)}
      paths={numbers.map(({ key }) => key)}
      problem={problem}
    >
      <SettingsNumbers numbers={numbers} {...props} />
    </MoreFields>
  );
}
