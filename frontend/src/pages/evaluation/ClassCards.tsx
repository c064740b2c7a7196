import { useState } from "react";
import {
  Card,
  CardGrid,
  ConfusionTable,
  DataTable,
  Figures,
  ReliabilityPlot,
  SchemaSwatch,
  Section,
  useI18n,
} from "@/panels/shared";
import { Choice } from "./Choice";
import { columnsBeside } from "./columns-beside";
import { optionsAt, ratesOf, ratesOfFour } from "./counts";
import classes from "./Evaluation.module.css";
import { Measure } from "./Measure";
import type { FourCounts, PixelsReport, QuestionReport } from "./types";
import { UnsureErrors } from "./UnsureErrors";
import { COUNT_NAMES } from "./words";

const FOUR = ["true_positives", "false_positives", "false_negatives", "true_negatives"] as const;

/** A question about whole pictures. */
export function QuestionCard({ question }: { question: QuestionReport }) {
  const { t } = useI18n();
  const confused = question.confusion.map((row) => row.slice(0, -1));
  const missing = question.confusion.reduce((total, row) => total + (row.at(-1) ?? 0), 0);
  return (
    <Card title={question.name} note={t("evaluation.ofPictures", { n: question.images })}>
      <Figures>
        <Measure label={t("evaluation.accuracy")} of={question.accuracy} />
        <Measure label={t("evaluation.balanced")} of={question.balanced_accuracy} />
        <Measure label={t("evaluation.macroF1")} of={question.macro_f1} />
        <Measure label={t("evaluation.calibrationError")} of={question.calibration_error} />
        {question.within !== undefined && (
          <Measure
            label={t("evaluation.withinSteps", { n: question.tolerated_steps ?? 0 })}
            of={question.within}
          />
        )}
        {question.mean_steps !== undefined && (
          <Measure label={t("evaluation.meanSteps")} of={question.mean_steps} />
        )}
      </Figures>
      <OptionCounts question={question} />
      <CardGrid columns={columnsBeside(question.options.length)}>
        <ConfusionTable
          title={t("evaluation.confusion")}
          classes={question.options.map(({ key, name }) => ({ key, name }))}
          rates={ratesOf(confused)}
          counts={confused}
        />
        {question.reliability.length > 0 && (
          <ReliabilityPlot
            title={t("evaluation.reliability")}
            bins={question.reliability}
            across={t("evaluation.confidence")}
            up={t("evaluation.accuracy")}
          />
        )}
      </CardGrid>
      <Noise noise={question.noise} />
      {missing > 0 && (
        <p className={classes.note}>{t("evaluation.notPredicted", { n: missing })}</p>
      )}
    </Card>
  );
}

/** Counts by option, where what is less sure than the slider says nothing. */
function OptionCounts({ question }: { question: QuestionReport }) {
  const { t, share } = useI18n();
  const [place, setPlace] = useState(0);
  const tables = question.by_confidence;
  const rows = optionsAt(question, place);
  const sum = (key: "true_positives" | "false_positives") =>
    rows.reduce((total, row) => total + row[key], 0);
  const right = sum("true_positives");
  const said = right + sum("false_positives");
  return (
    <>
      {tables != null && (
        <>
          <div className={classes.sliders}>
            <Choice
              label={t("evaluation.confidence")}
              grid={tables.confidences}
              place={place}
              onPlace={setPlace}
            />
          </div>
          <p className={classes.note}>
            {said === 0
              ? t("evaluation.saidNothing")
              : t("evaluation.saidOf", {
                  said: share(said, question.images),
                  right: share(right, said),
                })}
          </p>
        </>
      )}
      <CountTable
        caption={question.name}
        rows={rows}
        figures={[
          { title: t("evaluation.precision"), of: (row) => row.precision },
          { title: t("evaluation.recall"), of: (row) => row.recall },
          { title: t("evaluation.f1"), of: (row) => row.f1 },
        ]}
      />
    </>
  );
}

/** How much of what is wrong may be the labels', and how good a model could be at most. */
export function Noise({ noise }: { noise: QuestionReport["noise"] }) {
  const { t } = useI18n();
  // Known answers are in no doubt, and reports of before say nothing of it.
  if (noise === undefined || noise.accuracy_ceiling.value === null) return null;
  return (
    <Section title={t("evaluation.noise")} note={t("evaluation.answerNoiseNote")}>
      <Figures>
        <UnsureErrors of={noise} />
        <Measure
          label={t("evaluation.accuracyCeiling")}
          of={noise.accuracy_ceiling}
          note={t("evaluation.ceilingNote")}
        />
      </Figures>
    </Section>
  );
}

/** Labels that share a picture out. */
export function PixelsCard({ pixels }: { pixels: PixelsReport }) {
  const { t } = useI18n();
  return (
    <Card title={t("evaluation.pixels")}>
      <Figures>
        <Measure label={t("evaluation.meanIou")} of={pixels.mean_iou} />
        <Measure label={t("evaluation.pixelAccuracy")} of={pixels.pixel_accuracy} />
        {pixels.pq !== undefined && <Measure label={t("evaluation.pq")} of={pixels.pq} />}
      </Figures>
      <CountTable
        caption={t("evaluation.pixels")}
        rows={pixels.labels}
        figures={[
          { title: t("evaluation.precision"), of: (row) => ratesOfFour(row).precision },
          { title: t("evaluation.recall"), of: (row) => ratesOfFour(row).recall },
          { title: t("evaluation.iou"), of: (row) => row.iou.value },
          ...(pixels.pq === undefined ? [] : [{ title: t("evaluation.pq"), of: qualityOf }]),
        ]}
      />
      <ConfusionTable
        title={t("evaluation.confusion")}
        classes={[
          ...pixels.labels.map(({ key, name, color }) => ({
            key: `label ${key}`,
            name,
            mark: <SchemaSwatch color={color} />,
          })),
          { key: "background", name: t("evaluation.background") },
        ]}
        rates={ratesOf(pixels.confusion)}
        counts={pixels.confusion}
      />
    </Card>
  );
}

interface Named extends FourCounts {
  readonly key: string;
  readonly name: string;
  readonly color?: string | null;
}

interface CountTableProps<Row extends Named> {
  caption: string;
  rows: readonly Row[];
  figures: readonly Column<Row>[];
}

interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => number | null;
}

const qualityOf = (row: PixelsReport["labels"][number]) => row.pq?.value ?? null;

export function CountTable<Row extends Named>({ caption, rows, figures }: CountTableProps<Row>) {
  const { t, number } = useI18n();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "name",
          title: t("evaluation.label"),
          isRowHeader: true,
          cell: (row) => (
            <>
              {row.color != null && <SchemaSwatch color={row.color} />} {row.name}
            </>
          ),
        },
        ...FOUR.map((key) => ({
          key,
          title: t(COUNT_NAMES[key]),
          isNumber: true,
          cell: (row: Row) => number(row[key]),
        })),
        ...figures.map(({ title, of }) => ({
          key: title,
          title,
          isNumber: true,
          cell: (row: Row) => {
            const value = of(row);
            return value === null ? "–" : number(value, 2);
          },
        })),
      ]}
    />
  );
}
