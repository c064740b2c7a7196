import type { ComponentProps } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { AnnotatedPicture, AnswerList, StatusBadge, useI18n } from "@/panels/shared";
import { ComparedPicture } from "@/pages/feedback/ComparedPicture";
import { DifferenceList } from "@/pages/feedback/DifferenceList";
import { differencesOf, ownMarksOf, wrongAnswersOf } from "@/pages/feedback/differences";
import { labelLook } from "@/render/palette";
import type { Attempt } from "./QuizPage";
import { wordsOf } from "./written";
import classes from "./Quiz.module.css";

type Question = Pick<Attempt["questions"][number], "item" | "asked">;
type Scored = NonNullable<Attempt["result"]>["questions"][number];

interface ScoredQuestionProps {
  name: string;
  question: Question;
  scored: Scored;
  schema: LabelSchema;
}

/** One question of a sitting: one's own answer over the known one, what differs, and why. */
export function ScoredQuestion({ name, question, scored, schema }: ScoredQuestionProps) {
  const { t, number } = useI18n();
  const isAnswered = scored.document !== null || scored.said !== null;
  return (
    <li className={classes.answer}>
      {question.asked === null ? (
        <Drawn name={name} question={question} scored={scored} schema={schema} />
      ) : (
        <Written asked={question.asked} item={question.item} scored={scored} />
      )}
      <span>
        <StatusBadge tone={scored.is_right ? "good" : "caution"}>
          {t(scored.is_right ? "training.isRight" : "training.isWrong")}
        </StatusBadge>{" "}
        {!isAnswered && t("training.notAnswered")}
        {scored.mean_iou !== null && t("training.meanIou", { iou: number(scored.mean_iou, 2) })}
      </span>
      {scored.explanation !== "" && <span>{scored.explanation}</span>}
    </li>
  );
}

function Drawn({ name, question, scored, schema }: ScoredQuestionProps) {
  const { t } = useI18n();
  const { item } = question;
  if (item === null) return null;
  const picture = {
    src: item.image_url,
    alt: name,
    widthPx: item.width_px,
    heightPx: item.height_px,
    document: (scored.document ?? EMPTY_DOCUMENT) as AnnotationDocument, // the server checked it
    colorOf: (key: string) => labelOf(schema, key)?.color ?? labelLook(0).hex,
    edgesOf: (key: string) => labelOf(schema, key)?.skeleton?.edges,
  };
  const said = (
    <AnswerList title={t("training.yourAnswer")} document={picture.document} schema={schema} />
  );
  if (scored.reference === null) {
    return (
      <>
        <OwnAnswer picture={picture} scored={scored} schema={schema} />
        {said}
      </>
    );
  }
  const compared = {
    ...scored,
    document: picture.document,
    reference: scored.reference as AnnotationDocument, // as above
    questions: scored.answers ?? {},
  };
  const differences = differencesOf(compared);
  return (
    <>
      <ComparedPicture {...picture} reference={compared.reference} differences={differences} />
      {scored.is_right ? (
        said
      ) : (
        <DifferenceList
          differences={differences}
          answers={wrongAnswersOf(compared, schema)}
          schema={schema}
        />
      )}
    </>
  );
}

interface OwnAnswerProps {
  picture: Omit<ComponentProps<typeof ComparedPicture>, "differences">;
  scored: Scored;
  schema: LabelSchema;
}

/** Where the known answer may be asked again: one's own, with what was wrong and nothing else. */
function OwnAnswer({ picture, scored, schema }: OwnAnswerProps) {
  const { t } = useI18n();
  const marks = ownMarksOf(picture.document, scored);
  const wrong = schema.questions.filter(({ key }) => scored.answers?.[key] === false);
  return (
    <>
      <ComparedPicture {...picture} differences={marks} />
      <ul className={classes.marks}>
        {marks.map(({ number, kind, shape }) => (
          <li key={number}>
            {number}{" "}
            {t(kind === "spurious" ? "training.markSpurious" : "training.markLabel", {
              label: labelOf(schema, shape.label)?.name ?? shape.label,
            })}
          </li>
        ))}
        {scored.missed.length > 0 && (
          <li>{t("training.missedCount", { n: scored.missed.length })}</li>
        )}
        {wrong.map(({ key, text }) => (
          <li key={key}>{t("training.wrongAbout", { question: text })}</li>
        ))}
      </ul>
    </>
  );
}

interface WrittenProps {
  item: Question["item"];
  asked: NonNullable<Question["asked"]>;
  scored: Scored;
}

function Written({ asked, item, scored }: WrittenProps) {
  const { t, number } = useI18n();
  return (
    <>
      {item !== null && (
        <AnnotatedPicture
          src={item.image_url}
          alt={t("training.shown")}
          widthPx={item.width_px}
          heightPx={item.height_px}
          document={EMPTY_DOCUMENT}
          colorOf={() => labelLook(0).hex}
        />
      )}
      <strong>{asked.text}</strong>
      {scored.said !== null && (
        <span>{t("training.youSaid", { said: wordsOf(asked, scored.said, number) })}</span>
      )}
      {!scored.is_right && scored.known !== null && (
        <span>{t("training.rightAnswer", { name: wordsOf(asked, scored.known, number) })}</span>
      )}
    </>
  );
}

function labelOf(schema: LabelSchema, key: string) {
  return schema.labels.find((label) => label.key === key);
}
