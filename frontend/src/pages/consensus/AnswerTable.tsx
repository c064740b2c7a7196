import type { LabelSchema } from "@/model/schema";
import { StatusBadge, useI18n } from "@/panels/shared";
import { Confidence } from "./Confidence";
import side from "./Side.module.css";
import { Posterior } from "./Posterior";
import type { Result } from "./TaskPage";

interface AnswerTableProps {
  result: Result;
  schema: LabelSchema;
}

/** Answers to questions about the whole picture: the result, how sure it is, then everybody's. */
export function AnswerTable({ result, schema }: AnswerTableProps) {
  if (schema.questions.length === 0) return null;
  return schema.questions.map((question) => (
    <OneAnswer key={question.key} result={result} question={question} />
  ));
}

interface OneAnswerProps {
  result: Result;
  question: LabelSchema["questions"][number];
}

function OneAnswer({ result, question }: OneAnswerProps) {
  const { t } = useI18n();
  const nameOf = (value: unknown) =>
    question.options.find(({ key }) => key === value)?.name ?? String(value ?? "–");
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
            <th scope="row">{nameOf(found?.value)}</th>
            <td>
              {found && <Confidence value={found.probability} />}
              {found?.is_tie === true && t("consensus.tie")}
            </td>
          </tr>
          {given.map((one) => (
            <tr key={one.submission_id}>
              <th scope="row">{one.pseudonym}</th>
              <td>
                {nameOf(one.value)}{" "}
                {!one.has_same_value && (
                  <StatusBadge tone="caution">{t("consensus.disagrees")}</StatusBadge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found?.posterior != null && (
        <Posterior
          title={t("consensus.answerPosterior")}
          posterior={found.posterior}
          nameOf={nameOf}
        />
      )}
    </section>
  );
}
