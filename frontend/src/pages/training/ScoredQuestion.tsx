import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { StatusBadge, useI18n } from "@/panels/shared";
import { ComparedPicture } from "@/pages/feedback/ComparedPicture";
import { DifferenceList } from "@/pages/feedback/DifferenceList";
import { differencesOf, wrongAnswersOf } from "@/pages/feedback/differences";
import { labelLook } from "@/render/palette";
import type { Attempt } from "./QuizPage";
import { wordsOf } from "./written";
import classes from "./Quiz.module.css";

type Question = Attempt["questions"][number];
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
        <Written asked={question.asked} scored={scored} />
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
  const { item } = question;
  if (item === null) return null;
  if (scored.reference === null) return <span>{name}</span>;
  // The server checked both.
  const compared = {
    ...scored,
    document: (scored.document ?? EMPTY_DOCUMENT) as AnnotationDocument,
    reference: scored.reference as AnnotationDocument,
    questions: scored.answers ?? {},
  };
  const differences = differencesOf(compared);
  return (
    <>
      <ComparedPicture
        src={item.image_url}
        alt={name}
        widthPx={item.width_px}
        heightPx={item.height_px}
        document={compared.document}
        reference={compared.reference}
        differences={differences}
        colorOf={(key) =>
          schema.labels.find((label) => label.key === key)?.color ?? labelLook(0).hex
        }
      />
      {!scored.is_right && (
        <DifferenceList
          differences={differences}
          answers={wrongAnswersOf(compared, schema)}
          schema={schema}
        />
      )}
    </>
  );
}

interface WrittenProps {
  asked: NonNullable<Question["asked"]>;
  scored: Scored;
}

function Written({ asked, scored }: WrittenProps) {
  const { t, number } = useI18n();
  return (
    <>
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
