import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { Confidence } from "./Confidence";
import classes from "./Consensus.module.css";
import type { Result, TaskDetail } from "./TaskPage";

interface AnswerTableProps {
  result: Result;
  schema: LabelSchema;
  submissions: TaskDetail["submissions"];
}

/** Answers to questions about the whole picture: the result, then everybody's. */
export function AnswerTable({ result, schema, submissions }: AnswerTableProps) {
  const { t } = useI18n();
  if (schema.questions.length === 0) return null;
  return schema.questions.map((question) => {
    const nameOf = (value: unknown) =>
      question.options.find(({ key }) => key === value)?.name ?? String(value ?? "–");
    const found = result.confidence.answers[question.key];
    return (
      <section key={question.key}>
        <h2 className={classes.heading}>{question.text}</h2>
        <table className={classes.table}>
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
            {submissions.map(({ id, pseudonym, document }) => {
              const { answers } = document as unknown as AnnotationDocument;
              return (
                <tr key={id}>
                  <th scope="row">{pseudonym}</th>
                  <td>{nameOf(answers[question.key])}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    );
  });
}
