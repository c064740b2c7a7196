import type { AnnotationDocument } from "@/model/document";
import type { AnswerValue, SchemaDefinition } from "@/model/schema";
import classes from "./AnswerList.module.css";
import { useI18n } from "./I18n";

interface AnswerListProps {
  /** Whose answers they are; said above them. */
  title: string;
  document: AnnotationDocument;
  schema: SchemaDefinition | undefined;
}

/** What a picture cannot show of an answer: the replies to its questions, and that nothing is there. */
export function AnswerList({ title, document, schema }: AnswerListProps) {
  const { t, number, list } = useI18n();
  const answers = Object.entries(document.answers);
  if (answers.length === 0 && !document.is_nothing_here) return null;
  const wordOf = (key: string, value: string | number | boolean): string => {
    if (typeof value === "boolean") return value ? t("shared.yes") : t("shared.no");
    if (typeof value === "number") return number(value, decimalsOf(value));
    const question = schema?.questions.find((one) => one.key === key);
    return question?.options?.find((option) => option.key === value)?.name ?? value;
  };
  const words = (key: string, value: AnswerValue) =>
    list([value].flat().map((one) => wordOf(key, one)));
  return (
    <section aria-label={title} className={classes.answers}>
      <h3>{title}</h3>
      {document.is_nothing_here && <p>{t("shared.nothingHere")}</p>}
      {answers.length > 0 && (
        <dl>
          {answers.map(([key, value]) => (
            <div key={key}>
              <dt>{schema?.questions.find((one) => one.key === key)?.text ?? key}</dt>
              <dd>{words(key, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** All that was typed: two decimals would make 0.004 a 0. */
function decimalsOf(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
}
