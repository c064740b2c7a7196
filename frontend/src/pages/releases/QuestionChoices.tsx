import { Checkbox, TextInput } from "@mantine/core";
import { DataTable, Section, useI18n } from "@/panels/shared";
import { fateColumns } from "./fate-columns";
import type { OptionChoice, QuestionChoice } from "./plan";
import classes from "./Release.module.css";
import type { PlanFieldsProps } from "./WhichItems";

/** Which questions go out, in which words, and what becomes of their options. */
export function QuestionChoices({ draft, change }: PlanFieldsProps) {
  const { t } = useI18n();
  if (draft.questions.length === 0) return null;
  const set = (key: string, part: Partial<QuestionChoice>) =>
    change({
      questions: draft.questions.map((one) => (one.key === key ? { ...one, ...part } : one)),
    });
  return (
    <Section title={t("releases.questionsOf")} note={t("releases.questionsNote")}>
      {draft.questions.map((question) => (
        <Question key={question.key} question={question} set={(part) => set(question.key, part)} />
      ))}
    </Section>
  );
}

interface QuestionProps {
  question: QuestionChoice;
  set: (part: Partial<QuestionChoice>) => void;
}

function Question({ question, set }: QuestionProps) {
  const { t } = useI18n();
  return (
    <div className={classes.question}>
      <Checkbox
        label={question.oldName}
        checked={!question.isDropped}
        onChange={(event) => set({ isDropped: !event.currentTarget.checked })}
      />
      {!question.isDropped && (
        <TextInput
          size="xs"
          label={t("releases.newWords")}
          aria-label={t("releases.newNameOf", { label: question.oldName })}
          value={question.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )}
      {!question.isDropped && question.options.length > 0 && (
        <Options question={question} set={set} />
      )}
      {!question.isDropped && question.isYesOrNo && <YesOrNo question={question} set={set} />}
    </div>
  );
}

function Options({ question, set }: QuestionProps) {
  const { t } = useI18n();
  const setOption = (key: string, part: Partial<OptionChoice>) =>
    set({ options: question.options.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <DataTable
      isStackable
      caption={t("releases.optionsOf", { question: question.oldName })}
      rows={question.options}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "option",
          title: t("releases.option"),
          isRowHeader: true,
          cell: (row) => row.oldName,
        },
        ...fateColumns<OptionChoice>({ t, targetsOf: () => question.options, set: setOption }),
        {
          key: "only",
          title: t("releases.onlyWith"),
          cell: (row) => (
            <Only question={question} set={set} option={row.key} name={row.oldName} isBare />
          ),
        },
      ]}
    />
  );
}

/** A question of two answers that nobody can change: pictures can be chosen by them. */
function YesOrNo(props: QuestionProps) {
  const { t } = useI18n();
  return (
    <div className={classes.only}>
      <span>{t("releases.onlyWith")}</span>
      <Only {...props} option="true" name={t("shared.yes")} />
      <Only {...props} option="false" name={t("shared.no")} />
    </div>
  );
}

interface OnlyProps extends QuestionProps {
  option: string;
  name: string;
  /** Whether the name stands beside it already. */
  isBare?: boolean;
}

/** Pictures with this answer, or another one that is asked for, are wanted and no others. */
function Only({ question, set, option, name, isBare = false }: OnlyProps) {
  const { t } = useI18n();
  const { wanted } = question;
  return (
    <Checkbox
      label={isBare ? undefined : name}
      aria-label={t("releases.onlyWithOf", { label: `${question.oldName}: ${name}` })}
      checked={wanted.includes(option)}
      onChange={(event) =>
        set({
          wanted: event.currentTarget.checked
            ? [...wanted, option]
            : wanted.filter((one) => one !== option),
        })
      }
    />
  );
}
