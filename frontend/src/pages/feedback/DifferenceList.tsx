import type { LabelSchema, Tolerance } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import type { Difference, WrongAnswer } from "./differences";
import classes from "./Feedback.module.css";

const KINDS = { missed: "feedback.missed", spurious: "feedback.spurious" } as const;

interface DifferenceListProps {
  differences: readonly Difference[];
  answers: readonly WrongAnswer[];
  schema: LabelSchema;
  /** False where the picture shows no numbers. */
  isNumbered?: boolean;
}

/** In words what differs, with the numbers that are on the picture. */
export function DifferenceList(props: DifferenceListProps) {
  const { differences, answers, schema, isNumbered = true } = props;
  const { t, number } = useI18n();
  const reach = ({ value, is_relative: isRelative }: Tolerance, isOrdered: boolean) =>
    t(isOrdered ? "feedback.toleranceSteps" : "feedback.tolerance", {
      reach: isRelative ? `${number(value * 100)} %` : number(value),
    });
  const nameOf = (key: string) => schema.labels.find((label) => label.key === key)?.name ?? key;
  const words = (one: Difference) =>
    one.kind === "wrongLabel"
      ? t("feedback.wrongLabel", {
          said: nameOf(one.shape.label),
          known: nameOf(one.known.label),
        })
      : t(KINDS[one.kind], { label: nameOf(one.shape.label) });
  return (
    <div>
      <h2 className={classes.title}>{t("feedback.differences")}</h2>
      {differences.length + answers.length === 0 && (
        <p className={classes.words}>{t("feedback.noDifferences")}</p>
      )}
      <ul className={classes.list}>
        {differences.map((one) => (
          <li key={one.number} className={classes.difference}>
            {isNumbered && <span className={classes.listNumber}>{one.number}</span>}
            {words(one)}
          </li>
        ))}
        {answers.map(({ question, said, known, tolerance, isOrdered }) => (
          <li key={question} className={classes.difference}>
            {t("feedback.wrongAnswer", {
              question,
              said: said ?? t("feedback.unanswered"),
              known,
            })}
            {tolerance !== null && ` ${reach(tolerance, isOrdered)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
