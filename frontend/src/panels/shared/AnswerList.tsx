import type { AnnotationDocument } from "@/model/document";
import classes from "./AnswerList.module.css";
import { useI18n } from "./I18n";
import { useAnswerWord } from "./useAnswerWord";

interface Asked {
  readonly key: string;
  readonly text?: string | undefined;
  readonly options?: readonly { readonly key: string; readonly name: string }[] | undefined;
}

interface AnswerListProps {
  /** Whose answers they are; said above them. */
  title: string;
  document: AnnotationDocument;
  schema: { readonly questions: readonly Asked[] } | undefined;
}

/** What a picture cannot show of an answer: the replies to its questions, and that nothing is there. */
export function AnswerList({ title, document, schema }: AnswerListProps) {
  const { t } = useI18n();
  const word = useAnswerWord();
  const answers = Object.entries(document.answers);
  if (answers.length === 0 && !document.is_nothing_here) return null;
  return (
    <section aria-label={title} className={classes.answers}>
      <h3>{title}</h3>
      {document.is_nothing_here && <p>{t("shared.nothingHere")}</p>}
      {answers.length > 0 && (
        <dl>
          {answers.map(([key, value]) => {
            const question = schema?.questions.find((one) => one.key === key);
            return (
              <div key={key}>
                <dt>{question?.text ?? key}</dt>
                <dd>{word(question, value)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}
