import type { ReactNode } from "react";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { StatusBadge, useI18n } from "@/panels/shared";
import { DifferenceList } from "@/pages/feedback/DifferenceList";
import { differencesOf, wrongAnswersOf } from "@/pages/feedback/differences";
import type { Stand } from "./PracticeItem";
import classes from "./Quiz.module.css";

interface PracticeFeedbackProps {
  told: Stand;
  schema: LabelSchema;
  wantedIou: number;
  triesLeft: number;
  /** Something was drawn since. */
  isOld: boolean;
  children: ReactNode;
}

/** What the last try said: how close, how far the edges are, what is missed and too many. */
export function PracticeFeedback(props: PracticeFeedbackProps) {
  const { told, schema, wantedIou, triesLeft, isOld, children } = props;
  const { t, number } = useI18n();
  const { score } = told;
  if (!score) return null;
  const compared = {
    document: (told.document ?? EMPTY_DOCUMENT) as AnnotationDocument,
    reference: (told.reference ?? EMPTY_DOCUMENT) as AnnotationDocument,
    matched: score.matched,
    missed: score.missed,
    spurious: score.spurious,
    questions: score.answers,
  };
  const edges = score.matched.flatMap(({ boundary_px: px }) => (px === null ? [] : [px]));
  const isSolved = told.is_finished && !told.is_passed;
  return (
    <section className={classes.feedback} aria-label={t("training.lastTry")} aria-live="polite">
      <StatusBadge tone={score.is_passed ? "good" : "caution"}>
        {t(score.is_passed ? "training.goodEnough" : "training.notYet")}
      </StatusBadge>
      {isOld && <span>{t("training.oldTry")}</span>}
      {score.mean_iou !== null && (
        <span>
          {t("training.iouWanted", {
            iou: number(score.mean_iou, 2),
            wanted: number(wantedIou, 2),
          })}
        </span>
      )}
      {edges.length > 0 && (
        <span>
          {t("training.edges", {
            px: number(edges.reduce((sum, px) => sum + px, 0) / edges.length, 1),
          })}
        </span>
      )}
      {!score.is_right && (
        <DifferenceList
          differences={differencesOf(compared)}
          answers={wrongAnswersOf(compared, schema)}
          schema={schema}
          isNumbered={false}
        />
      )}
      {!isSolved && compared.reference.shapes.length > 0 && <span>{t("training.dashed")}</span>}
      {isSolved && <strong>{t("training.workedSolution")}</strong>}
      {told.explanation !== "" && <span>{told.explanation}</span>}
      {!told.is_finished && <span>{t("training.triesLeft", { n: triesLeft })}</span>}
      {children}
    </section>
  );
}
