import type { LabelSchema, SchemaQuestion } from "@/model/schema";
import { StatusBadge, useAnswerWord, useI18n } from "@/panels/shared";
import { Confidence } from "./Confidence";
import side from "./Side.module.css";
import { Posterior } from "./Posterior";
import type { Result } from "./TaskPage";

interface AnswerTableProps {
  result: Result;
  schema: LabelSchema;
  /** How sure the project asks its labels to be. */
  target: number;
}

/** Answers to questions about the whole picture: the result, how sure it is, then everybody's. */
export function AnswerTable({ result, schema, target }: AnswerTableProps) {
  if (schema.questions.length === 0) return null;
  return schema.questions.map((question) => (
    <OneAnswer key={question.key} result={result} question={question} target={target} />
  ));
}

interface OneAnswerProps {
  result: Result;
  question: SchemaQuestion;
  target: number;
}

function OneAnswer({ result, question, target }: OneAnswerProps) {
  const { t, number } = useI18n();
  const word = useAnswerWord();
  const found = result.confidence.answers[question.key];
  const given = result.given[question.key] ?? [];
  return (
    <section>
      <h2 className={side.heading}>{question.text}</h2>
      <table className={side.table}>
        <thead>
          <tr>
            <th scope="col">{t("consensus.question")}</th>
            <th scope="col">{t("consensus.probability")}</th>
          </tr>
        </thead>
        <tbody>
          <tr data-chosen>
            <th scope="row">{word(question, found?.value)}</th>
            <td>
              {found && <Confidence value={found.probability} target={target} />}
              {found?.is_tie === true && t("consensus.tie")}
            </td>
          </tr>
          {given.map((one) => (
            <tr key={one.submission_id}>
              <th scope="row">{one.pseudonym}</th>
              <td>
                {word(question, one.value)}{" "}
                {!one.has_same_value && (
                  <StatusBadge tone="caution">{t("consensus.disagrees")}</StatusBadge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found?.tolerance !== undefined && (
        <p>{t(reachWords(found), { reach: number(found.tolerance) })}</p>
      )}
      <HowProbable question={question} found={found} />
    </section>
  );
}

/** Who says how far apart numbers say the same: the schema, the answers, or nobody yet. */
function reachWords({ is_tolerance_set: isSet, is_guess: isGuess }: Sure) {
  if (isSet === true) return "consensus.toleranceSet";
  return isGuess === true ? "consensus.toleranceGuess" : "consensus.tolerance";
}

type Sure = Result["confidence"]["answers"][string];

interface HowProbableProps {
  question: SchemaQuestion;
  found: Sure | undefined;
}

/** Of one choice each class, of several each option by itself. */
function HowProbable({ question, found }: HowProbableProps) {
  const { t } = useI18n();
  const word = useAnswerWord();
  const options = Object.entries(found?.options ?? {});
  if (options.length > 0) {
    return (
      <Posterior
        title={t("consensus.optionPosterior")}
        posterior={Object.fromEntries(options.map(([key, { chosen }]) => [key, chosen]))}
        nameOf={(key) => word(question, key)}
      />
    );
  }
  if (found?.posterior == null) return null;
  return (
    <Posterior
      title={t("consensus.answerPosterior")}
      posterior={found.posterior}
      nameOf={(key) => word(question, valueOf(question, key))}
    />
  );
}

/** The answer that names a class. */
function valueOf(question: SchemaQuestion, key: string): unknown {
  return question.type === "boolean" ? key === "true" : key;
}
