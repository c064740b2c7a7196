import type { AnnotationDocument } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import {
  AnnotatedPicture,
  Card,
  PageHeader,
  StatusBadge,
  SuccessCard,
  useI18n,
} from "@/panels/shared";
import { labelLook } from "@/render/palette";
import { ButtonLink } from "@/pages/shell/Link";
import type { Attempt } from "./QuizPage";
import classes from "./Quiz.module.css";

type Result = NonNullable<Attempt["result"]>;

/** Passed or not, rule by rule, and every item with one's own answer over the right one. */
export function QuizResult({ attempt }: { attempt: Attempt }) {
  const { t } = useI18n();
  const { result } = attempt;
  const params = { projectId: attempt.project_id };
  if (result === null) {
    return (
      <Card title={t("training.overTitle")} titleSize="section">
        <p>{t("training.over")}</p>
        <ButtonLink variant="filled" to="/training/$projectId" params={params}>
          {t("training.back")}
        </ButtonLink>
      </Card>
    );
  }
  return (
    <>
      <PageHeader title={t("training.result")} />
      {result.is_passed ? (
        <SuccessCard
          hasSeal
          title={t("training.passed")}
          action={
            <ButtonLink variant="filled" to="/work/$projectId" params={params}>
              {t("training.startWork")}
            </ButtonLink>
          }
        >
          <Rules result={result} />
        </SuccessCard>
      ) : (
        <Card title={t("training.failed")} titleSize="section">
          <Rules result={result} />
          <ButtonLink to="/training/$projectId" params={params}>
            {t("training.back")}
          </ButtonLink>
        </Card>
      )}
      <Answers attempt={attempt} result={result} />
    </>
  );
}

const RULE_NAMES: Record<string, string> = {
  f1: "training.ruleF1",
  mean_iou: "training.ruleIou",
  label_accuracy: "training.ruleLabels",
  answers: "training.ruleAnswers",
};

function Rules({ result }: { result: Result }) {
  const { t, number } = useI18n();
  return (
    <ul className={classes.rules}>
      {result.rules.map((rule) => (
        <li key={rule.name}>
          <StatusBadge tone={rule.is_met ? "good" : "problem"}>
            {t(RULE_NAMES[rule.name] ?? "training.ruleAnswers")}
          </StatusBadge>{" "}
          {t("training.ruleValue", {
            value: rule.value === null ? "–" : number(rule.value),
            wanted: number(rule.wanted),
          })}
        </li>
      ))}
    </ul>
  );
}

interface AnswersProps {
  attempt: Attempt;
  result: Result;
}

function Answers({ attempt, result }: AnswersProps) {
  const { t, number } = useI18n();
  const schema = readSchema(attempt.schema_version.definition as SchemaDefinition);
  const colorOf = (key: string) =>
    schema.labels.find((label) => label.key === key)?.color ?? labelLook(0).hex;
  return (
    <Card title={t("training.itemByItem")} note={t("training.dashed")} titleSize="section">
      <ul className={classes.answers}>
        {result.questions.map((scored, index) => {
          const question = attempt.questions.find(({ id }) => id === scored.question_id);
          if (question === undefined) return null;
          return (
            <li key={scored.question_id} className={classes.answer}>
              <AnnotatedPicture
                src={question.item.image_url}
                alt={t("training.picture", { n: index + 1, total: attempt.questions.length })}
                widthPx={question.item.width_px}
                heightPx={question.item.height_px}
                document={(scored.document ?? scored.reference) as AnnotationDocument}
                reference={scored.reference as AnnotationDocument}
                colorOf={colorOf}
              />
              <span>
                <StatusBadge tone={scored.is_right ? "good" : "caution"}>
                  {scored.is_right ? t("training.isRight") : t("training.isWrong")}
                </StatusBadge>{" "}
                {scored.mean_iou !== null &&
                  t("training.shapesScore", {
                    iou: number(scored.mean_iou),
                    missed: scored.missed.length,
                    spurious: scored.spurious.length,
                  })}
              </span>
              <RightAnswers reference={scored.reference as AnnotationDocument} schema={schema} />
              {scored.explanation !== "" && <span>{scored.explanation}</span>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

interface RightAnswersProps {
  reference: AnnotationDocument;
  schema: ReturnType<typeof readSchema>;
}

/** The known answers to the questions about the whole picture, in words. */
function RightAnswers({ reference, schema }: RightAnswersProps) {
  const { t } = useI18n();
  return schema.questions.map((question) => {
    const known = reference.answers[question.key];
    const name = question.options.find(({ key }) => key === known)?.name ?? String(known ?? "–");
    return <span key={question.key}>{t("training.rightAnswer", { name })}</span>;
  });
}
