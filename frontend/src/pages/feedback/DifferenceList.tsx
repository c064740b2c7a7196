import { IconZoomIn } from "@tabler/icons-react";
import type { LabelSchema, SchemaField } from "@/model/schema";
import { IconButton, useAnswerWord, useI18n } from "@/panels/shared";
import type { Difference, WrongAnswer } from "./differences";
import classes from "./Feedback.module.css";

const KINDS = { missed: "feedback.missed", spurious: "feedback.spurious" } as const;

interface DifferenceListProps {
  differences: readonly Difference[];
  answers: readonly WrongAnswer[];
  schema: LabelSchema;
  /** False where the picture shows no numbers. */
  isNumbered?: boolean;
  /** Makes the picture larger there; left out where it cannot be. */
  onShow?: (difference: Difference) => void;
}

/** In words what differs, with the numbers that are on the picture. */
export function DifferenceList(props: DifferenceListProps) {
  const { differences, answers, schema, isNumbered = true, onShow } = props;
  const { t } = useI18n();
  const word = useAnswerWord();
  const reach = ({ tolerance, is_ordered: isOrdered }: SchemaField) => {
    if (tolerance === null) return "";
    const { value, is_relative: isRelative } = tolerance;
    const inWords = isRelative
      ? t("format.percent", { value: word(undefined, value * 100) })
      : word(undefined, value);
    return ` ${t(isOrdered ? "feedback.toleranceSteps" : "feedback.tolerance", { reach: inWords })}`;
  };
  const nameOf = (key: string) => schema.labels.find((label) => label.key === key)?.name ?? key;
  const words = (one: Difference) =>
    one.kind === "wrongLabel"
      ? t("feedback.wrongLabel", {
          said: nameOf(one.shape.label),
          known: nameOf(one.known.label),
        })
      : t(KINDS[one.kind], { label: nameOf(one.shape.label) });
  const said = isNumbered
    ? differences.map((one) => [one, 1] as const)
    : counted(differences, words);
  return (
    <div>
      <h2 className={classes.title}>{t("feedback.differences")}</h2>
      {differences.length + answers.length === 0 && (
        <p className={classes.words}>{t("feedback.noDifferences")}</p>
      )}
      <ul className={classes.list}>
        {said.map(([one, n]) => (
          <li key={one.number} className={classes.difference}>
            {isNumbered && <span className={classes.listNumber}>{one.number}</span>}
            <span className={classes.differenceWords}>
              {n === 1 ? words(one) : t("feedback.several", { what: words(one), n })}
            </span>
            {onShow !== undefined && (
              <IconButton
                size={30}
                label={t("feedback.show", { n: one.number })}
                icon={<IconZoomIn size={16} stroke={1.6} aria-hidden />}
                onClick={() => onShow(one)}
              />
            )}
          </li>
        ))}
        {answers.map(({ question, said, known }) => (
          <li key={question.key} className={classes.difference}>
            {t("feedback.wrongAnswer", {
              question: question.text,
              said: said === undefined ? t("feedback.unanswered") : word(question, said),
              known: word(question, known),
            })}
            {reach(question)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Those that are said in the same words once, with how many there are. */
function counted(
  differences: readonly Difference[],
  words: (one: Difference) => string,
): readonly (readonly [Difference, number])[] {
  const found = new Map<string, readonly [Difference, number]>();
  for (const one of differences) {
    const [first, n] = found.get(words(one)) ?? [one, 0];
    found.set(words(one), [first, n + 1]);
  }
  return [...found.values()];
}
