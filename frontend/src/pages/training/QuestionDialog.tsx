import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { AnnotatedPicture, PagedQuery, PictureDialog, useI18n } from "@/panels/shared";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import { useProject } from "@/pages/shell/project";
import { AmendQuestion } from "./AmendQuestion";
import { type BankQuestion, nameOf } from "./bank";
import { ScoredQuestion } from "./ScoredQuestion";
import classes from "./Quiz.module.css";
import { wordsOf } from "./written";

interface QuestionDialogProps {
  /** None while none is looked at. */
  question: BankQuestion | null;
  place: { project_id: number };
  onClose: () => void;
}

/** A question of the bank with what is known, to be amended, then what people answered, the newest first. */
export function QuestionDialog({ question, place, onClose }: QuestionDialogProps) {
  return (
    <PictureDialog
      of={question === null ? null : { name: nameOf(question), question }}
      onClose={onClose}
    >
      {({ question: shown }) => <Looked question={shown} place={place} />}
    </PictureDialog>
  );
}

function Looked({ question, place }: { question: BankQuestion; place: { project_id: number } }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const { schema_version: version } = useProject();
  const schema = version?.definition as SchemaDefinition | undefined;
  const answers = useQuery(
    apiQuery("/api/v1/quiz-questions/{question_id}/answers", {
      params: { path: { question_id: question.id }, query: { page, page_size: 6 } },
    }),
  );
  return (
    <>
      {question.item !== null && (
        <AnnotatedPicture
          src={question.item.image_url}
          alt={t("training.known")}
          widthPx={question.item.width_px}
          heightPx={question.item.height_px}
          document={(question.reference ?? EMPTY_DOCUMENT) as AnnotationDocument}
          colorOf={colorsOf(schema)}
          edgesOf={edgesOf(schema)}
        />
      )}
      <Known question={question} />
      <AmendQuestion question={question} place={place} />
      <h3>{t("training.whatWasAnswered")}</h3>
      <PagedQuery of={answers} page={page} onPage={setPage} empty={<p>{t("training.notAsked")}</p>}>
        {(rows) =>
          schema !== undefined && (
            <ul className={classes.answers}>
              {rows.map((scored, place) => (
                <ScoredQuestion
                  // Nobody is named: the place in the list is all that tells answers apart.
                  key={place}
                  name={t("training.answerOf", { n: place + 1 })}
                  question={question}
                  scored={{ ...scored, explanation: "" }}
                  schema={readSchema(schema)}
                />
              ))}
            </ul>
          )
        }
      </PagedQuery>
    </>
  );
}

/** What is the right answer to a question in words. */
function Known({ question: { asked, known } }: { question: BankQuestion }) {
  const { t, number } = useI18n();
  if (asked === null) return null;
  return <p>{t("training.rightAnswer", { name: wordsOf(asked, known, number) })}</p>;
}
