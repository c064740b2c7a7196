import { Card, Figures, useI18n } from "@/panels/shared";
import { CountTable, Noise } from "./ClassCards";
import classes from "./Evaluation.module.css";
import { Measure } from "./Measure";
import type { NumbersReport, SeveralReport } from "./types";

/** A question with several answers: option by option, and the set as a whole. */
export function SeveralCard({ question }: { question: SeveralReport }) {
  const { t } = useI18n();
  return (
    <Card title={question.name} note={t("evaluation.ofPictures", { n: question.images })}>
      <Figures>
        <Measure label={t("evaluation.exact")} of={question.exact} />
        <Measure label={t("evaluation.microF1")} of={question.micro_f1} />
        <Measure label={t("evaluation.macroF1")} of={question.macro_f1} />
      </Figures>
      <CountTable
        caption={question.name}
        rows={question.options}
        figures={[
          { title: t("evaluation.precision"), of: (row) => row.precision.value },
          { title: t("evaluation.recall"), of: (row) => row.recall.value },
          { title: t("evaluation.f1"), of: (row) => row.f1.value },
        ]}
      />
      <p className={classes.note}>{t("evaluation.severalWords")}</p>
      <Noise noise={question.noise} />
      <Missing n={question.missing} words="evaluation.missingSet" />
    </Card>
  );
}

/** A question of numbers: how often it is near enough, and how far off it is. */
export function NumbersCard({ question }: { question: NumbersReport }) {
  const { t, number } = useI18n();
  const { tolerance } = question;
  const reach =
    tolerance === null
      ? t("evaluation.noTolerance")
      : tolerance.is_relative
        ? t("evaluation.relativeTolerance", { percent: number(100 * tolerance.value) })
        : t("evaluation.tolerance", { value: number(tolerance.value) });
  return (
    <Card title={question.name} note={t("evaluation.ofPictures", { n: question.images })}>
      <Figures>
        <Measure label={t("evaluation.within")} of={question.within} />
        <Measure label={t("evaluation.meanAbsolute")} of={question.mean_absolute_error} />
        <Measure label={t("evaluation.rootMeanSquare")} of={question.root_mean_square_error} />
        <Measure label={t("evaluation.meanError")} of={question.mean_error} />
      </Figures>
      <p className={classes.note}>
        {reach} {t("evaluation.numbersWords")}
      </p>
      <Noise noise={question.noise} />
      <Missing n={question.missing} words="evaluation.missingNumber" />
    </Card>
  );
}

function Missing({ n, words }: { n: number; words: string }) {
  const { t } = useI18n();
  return n > 0 && <p className={classes.note}>{t(words, { n })}</p>;
}
