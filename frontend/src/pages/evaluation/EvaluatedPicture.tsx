import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { boundsOfShape } from "@/model/shapes/registry";
import { AnnotatedPicture, useI18n } from "@/panels/shared";
import { edgesOf } from "@/pages/gold/colors";
import { useProject } from "@/pages/shell/project";
import { HANDLE_EDGE, HANDLE_FILL } from "@/render/palette";
import { answerWords, evaluatedIn, type Said } from "./answers";
import type { Chosen } from "./counts";
import classes from "./Evaluation.module.css";
import { looksOf } from "./looks";
import { type Outcome, outcomesOf, type ScoredShape } from "./outcomes";
import type { EvaluatedItem, Report, ShapesReport } from "./types";

interface EvaluatedPictureProps {
  item: EvaluatedItem;
  whole: Report;
  report: ShapesReport | null;
  chosen: Chosen | null;
}

interface Confidence {
  readonly shapes: Readonly<Record<string, { readonly exists: number; readonly class: number }>>;
}

interface Predicted {
  readonly shapes: readonly ScoredShape[];
  readonly answers: Readonly<
    Record<string, { readonly option: Said; readonly confidence: number | null }>
  >;
}

/** Predictions over the labels (dashed), a number at each error, and what it is. */
export function EvaluatedPicture({ item, whole, report, chosen }: EvaluatedPictureProps) {
  const { t, list, number } = useI18n();
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const truth = item.truth as AnnotationDocument;
  const predicted = item.predicted as Predicted;
  const { shapes: sure } = item.confidence as Confidence;
  const compared = new Set(report?.labels.map(({ key }) => key));
  const least = report?.confidences[chosen?.confidence ?? 0] ?? 0;
  const outcomes = outcomesOf(
    {
      truth,
      predicted: predicted.shapes,
      matches: item.matches as number[][],
      sureOf: (id) => {
        const found = sure[id];
        return found === undefined ? null : found.exists * found.class;
      },
    },
    chosen?.iou ?? 0,
    report?.has_scores === true ? least : 0,
    (label) => compared.has(label),
  );
  const drawn = outcomes.filter(({ kind }) => kind !== "missed").map(({ shape }) => shape);
  const { nameOf, colorOf } = looksOf(report, schema);
  const errors = outcomes.filter(({ number }) => number !== null);
  const due = item.wrong_answers > 0 ? evaluatedIn(whole) : new Set<string>();
  const answers = answerWords(schema, truth.answers, predicted.answers, due);
  const words = (said: readonly (string | number)[]) =>
    said.length === 0
      ? t("evaluation.noOption")
      : list(said.map((one) => (typeof one === "number" ? number(one) : one)));
  return (
    <div>
      <div className={classes.stage}>
        <AnnotatedPicture
          src={item.item.image_url}
          alt={t("evaluation.pictureOf", { name: item.item.name, n: errors.length })}
          widthPx={item.item.width_px}
          heightPx={item.item.height_px}
          document={{ ...truth, shapes: report === null ? predicted.shapes : drawn }}
          reference={truth}
          colorOf={colorOf}
          edgesOf={edgesOf(schema)}
        />
        {errors.map((outcome) => (
          <ErrorNumber key={outcome.number} outcome={outcome} item={item} />
        ))}
      </div>
      {report !== null && <p className={classes.note}>{t("evaluation.legend")}</p>}
      {errors.length === 0 && report !== null && <p>{t("evaluation.noErrors")}</p>}
      <ol className={classes.errors}>
        {errors.map((outcome) => (
          <li key={outcome.number}>
            <span className={classes.listNumber}>{outcome.number}</span>
            <ErrorWords outcome={outcome} name={nameOf(outcome.shape.label)} />
          </li>
        ))}
        {answers.map(({ key, question, said, known }) => (
          <li key={key}>
            {question}{" "}
            {said === null
              ? t("evaluation.leftOut", { known: words(known) })
              : t("evaluation.answered", { said: words(said), known: words(known) })}
          </li>
        ))}
      </ol>
    </div>
  );
}

function ErrorWords({ outcome, name }: { outcome: Outcome; name: string }) {
  const { t, number } = useI18n();
  if (outcome.kind === "missed") {
    return outcome.sure === null
      ? t("evaluation.missedWords", { name })
      : t("evaluation.missedSure", { name, sure: number(outcome.sure, 2) });
  }
  return outcome.score === null
    ? t("evaluation.spuriousWords", { name })
    : t("evaluation.spuriousScore", { name, score: number(outcome.score, 2) });
}

function ErrorNumber({ outcome, item }: { outcome: Outcome; item: EvaluatedItem }) {
  const { minX, minY } = boundsOfShape(outcome.shape);
  const { width_px: width, height_px: height } = item.item;
  const at = (value: number, whole: number) =>
    `${(100 * Math.min(whole, Math.max(0, value))) / whole}%`;
  return (
    <span
      aria-hidden
      className={classes.number}
      style={{
        color: HANDLE_EDGE,
        background: HANDLE_FILL,
        left: at(minX, width),
        top: at(minY, height),
      }}
    >
      {outcome.number}
    </span>
  );
}
