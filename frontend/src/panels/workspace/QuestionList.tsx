import { ActionIcon, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconSquare,
  IconSquareCheck,
  IconSquareCheckFilled,
} from "@tabler/icons-react";
import { asksForShapes, isAnswered, type AnswerValue, type SchemaQuestion } from "@/model/schema";
import { SchemaSwatch, Tip, useI18n } from "@/panels/shared";
import { mayBeLeftOut, questionUnderWay, toggled } from "@/tools/key-commands";
import { useBench, useRun } from "./engine/context";
import { FieldInput } from "./FieldInput";
import { Digit } from "./LabelList";
import { SuggestedWords, useSuggestions } from "./suggestions";
import classes from "./Side.module.css";

const MARK = { size: 20, stroke: 1.6, className: classes.mark, "aria-hidden": true } as const;

/** Where a jump to an unanswered question lands. */
export const questionElementId = (key: string) => `question-${key}`;

/** Questions about the whole image; where nothing is drawn, digits answer the one under way. */
export function QuestionList() {
  const questions = useBench((state) => state.schema.questions);
  return questions.map((question) => <Question key={question.key} question={question} />);
}

function Question({ question }: { question: SchemaQuestion }) {
  const { t } = useI18n();
  const run = useRun();
  const value = useBench((state) => state.document.answers[question.key]);
  const hasDigits = useBench(
    (state) => !asksForShapes(state.schema) && questionUnderWay(state)?.key === question.key,
  );
  const suggestions = useSuggestions();
  const isSuggested = suggestions.hasAnswer(question.key, value);
  const answer = (next: AnswerValue | undefined) =>
    run({ type: "answer_question", question: question.key, value: next });
  const isMissing = question.required && !isAnswered(value);
  return (
    <fieldset
      id={questionElementId(question.key)}
      className={classes.question}
      data-missing={isMissing || undefined}
      data-suggested={isSuggested || undefined}
    >
      <legend>
        <span>{question.text}</span>
      </legend>
      {isSuggested && <SuggestedAnswer question={question.key} />}
      {question.type === "choice" || question.type === "choices" || question.type === "boolean" ? (
        <Options
          question={question}
          value={value}
          hasDigits={hasDigits}
          isSuggested={isSuggested}
          onAnswer={answer}
          onFocus={() => run({ type: "use_question", question: question.key })}
        />
      ) : (
        <FieldInput field={question} label={question.text} value={value} onChange={answer} />
      )}
      {isMissing && <VisuallyHidden>{t("workspace.needsAnswer")}</VisuallyHidden>}
    </fieldset>
  );
}

/** Whose answer it is until a person gives or confirms one. */
function SuggestedAnswer({ question }: { question: string }) {
  const { t } = useI18n();
  const suggestions = useSuggestions();
  return (
    <div className={classes.suggested}>
      <span className={classes.note}>
        <SuggestedWords sure={suggestions.confidenceOfAnswer(question)} />
      </span>
      <Tip label={t("workspace.confirmSuggestion")}>
        <ActionIcon
          size={28}
          aria-label={t("workspace.confirmSuggestion")}
          onClick={() => suggestions.confirmAnswers(question)}
        >
          <IconCheck size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tip>
    </div>
  );
}

interface OptionsProps {
  question: SchemaQuestion;
  value: AnswerValue | undefined;
  hasDigits: boolean;
  isSuggested: boolean;
  onAnswer: (value: AnswerValue | undefined) => void;
  onFocus: () => void;
}

interface Option {
  readonly key: string;
  readonly name: string;
  readonly color: string | null;
  /** Undefined takes the answer back. */
  readonly value: AnswerValue | undefined;
}

function Options({ question, value, hasDigits, isSuggested, onAnswer, onFocus }: OptionsProps) {
  const { t } = useI18n();
  const yesNo: readonly Option[] = [
    { key: "yes", name: t("workspace.yes"), color: null, value: true },
    { key: "no", name: t("workspace.no"), color: null, value: false },
  ];
  const answers: readonly Option[] =
    question.type === "boolean"
      ? yesNo
      : question.options.map((option) => ({ ...option, value: option.key }));
  const isSeveral = question.type === "choices";
  const none = { key: "", name: t("workspace.noAnswer"), color: null, value: undefined };
  const options = mayBeLeftOut(question) ? [...answers, none] : answers;
  const isOn = (option: Option) =>
    isSeveral ? Array.isArray(value) && value.includes(option.key) : value === option.value;
  const press = (option: Option) => {
    if (!isSeveral) return onAnswer(option.value);
    const next = toggled(value, option.key);
    onAnswer(next.length > 0 ? next : undefined);
  };
  return (
    <div
      className={classes.options}
      role={isSeveral ? "group" : "radiogroup"}
      aria-label={question.text}
    >
      {options.map((option, index) => (
        <UnstyledButton
          key={option.key}
          className={classes.option}
          data-none={option.value === undefined || undefined}
          role={isSeveral ? "checkbox" : "radio"}
          aria-checked={isOn(option)}
          onFocus={onFocus}
          onClick={() => press(option)}
        >
          <Mark isSeveral={isSeveral} isOn={isOn(option)} isSuggested={isSuggested} />
          {option.color !== null && <SchemaSwatch color={option.color} />}
          <span className={classes.labelName}>{option.name}</span>
          {hasDigits && <Digit index={index} />}
        </UnstyledButton>
      ))}
    </div>
  );
}

interface MarkProps {
  isSeveral: boolean;
  isOn: boolean;
  isSuggested: boolean;
}

function Mark({ isSeveral, isOn, isSuggested }: MarkProps) {
  if (isOn && isSuggested)
    return isSeveral ? <IconSquareCheck {...MARK} /> : <IconCircleCheck {...MARK} />;
  if (isSeveral) return isOn ? <IconSquareCheckFilled {...MARK} /> : <IconSquare {...MARK} />;
  return isOn ? <IconCircleCheckFilled {...MARK} /> : <IconCircle {...MARK} />;
}
