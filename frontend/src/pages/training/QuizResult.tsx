import { asksForShapes, readSchema, type SchemaDefinition } from "@/model/schema";
import { Card, PageHeader, StatusBadge, SuccessCard, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import type { Attempt } from "./QuizPage";
import { ScoredQuestion } from "./ScoredQuestion";
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
        <p>{t(attempt.state === "submitted" ? "training.beingScored" : "training.over")}</p>
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
            <>
              <ButtonLink variant="filled" to="/work/$projectId" params={params}>
                {t("training.startWork")}
              </ButtonLink>
              <ButtonLink to="/training/$projectId" params={params}>
                {t("training.back")}
              </ButtonLink>
            </>
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
  question_accuracy: "training.ruleAnswers",
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
            value: rule.value === null ? "–" : number(rule.value, 2),
            wanted: number(rule.wanted, 2),
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
  const { t } = useI18n();
  const schema = readSchema(attempt.schema_version.definition as SchemaDefinition);
  // Where questions alone are asked, no line of anybody lies on the pictures.
  const lines = t(result.has_answers ? "training.dashed" : "training.ownOnly");
  return (
    <Card
      title={t("training.itemByItem")}
      note={
        <>
          {!result.has_answers && t("training.answersLater")} {asksForShapes(schema) && lines}
        </>
      }
      titleSize="section"
    >
      <ul className={classes.answers}>
        {attempt.questions.map((question, index) => {
          const scored = result.questions.find(({ question_id: id }) => id === question.id);
          if (scored === undefined) return null;
          const name = t("training.picture", { n: index + 1, total: attempt.questions.length });
          return (
            <ScoredQuestion
              key={question.id}
              name={name}
              question={question}
              scored={scored}
              schema={schema}
            />
          );
        })}
      </ul>
    </Card>
  );
}
