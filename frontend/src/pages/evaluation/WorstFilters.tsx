import { SelectField, useI18n } from "@/panels/shared";
import classes from "./Evaluation.module.css";
import type { Report } from "./types";
import { COUNT_NAMES } from "./words";

const OF_SHAPES = ["false_positives", "misses"] as const;
type Kind = (typeof OF_SHAPES)[number] | "wrong_answers" | "unsure_errors" | "wrong_pixels";

/** Which pictures: with errors of a kind, and of a label or an option (question=option). */
export interface WorstFilter {
  readonly kind: Kind | "";
  readonly of: string;
}

export function isNothing(filter: WorstFilter): boolean {
  return filter.kind === "" && filter.of === "";
}

interface WorstFiltersProps {
  whole: Report;
  filter: WorstFilter;
  onFilter: (filter: WorstFilter) => void;
}

/** The kinds of error that a report can have, and the classes that they are of. */
export function WorstFilters({ whole, filter, onFilter }: WorstFiltersProps) {
  const { t } = useI18n();
  const names = { ...COUNT_NAMES, wrong_pixels: "evaluation.wrongPixels" } as const;
  const kinds = kindsOf(whole);
  const found = whole.has_classes_of_errors === true ? classesOf(whole, filter.kind) : [];
  return (
    <div className={classes.filters}>
      <SelectField
        size="xs"
        label={t("evaluation.errorKind")}
        value={filter.kind}
        onChange={(value) => onFilter({ kind: (value ?? "") as WorstFilter["kind"], of: "" })}
        data={[
          { value: "", label: t("evaluation.anyKind") },
          ...kinds.map((value) => ({ value, label: t(names[value]) })),
        ]}
      />
      {found.length > 1 && (
        <SelectField
          size="xs"
          label={t("evaluation.errorClass")}
          searchable
          value={filter.of}
          onChange={(value) => onFilter({ ...filter, of: value ?? "" })}
          data={[{ value: "", label: t("evaluation.anyClass") }, ...found]}
        />
      )}
    </div>
  );
}

function kindsOf(report: Report): Kind[] {
  const { shapes, pixels } = report;
  const hasAnswers = [report.questions, report.several, report.numbers].some(
    (part) => part !== undefined && part.length > 0,
  );
  return [
    ...(shapes === null ? [] : OF_SHAPES),
    ...(hasAnswers ? (["wrong_answers"] as const) : []),
    ...(shapes === null && !hasAnswers ? [] : (["unsure_errors"] as const)),
    ...(pixels === null ? [] : (["wrong_pixels"] as const)),
  ];
}

/** Labels where objects may be wrong, and options where answers may. */
function classesOf(report: Report, kind: WorstFilter["kind"]) {
  const { shapes, questions, several = [], numbers = [] } = report;
  const isOfAnswers = kind === "wrong_answers";
  const isOfShapes = kind === "false_positives" || kind === "misses";
  if (kind === "wrong_pixels") return [];
  const labels = (shapes?.labels ?? []).map(({ key, name }) => ({ value: key, label: name }));
  const options = [...questions, ...several].flatMap((question) =>
    question.options.map(({ key, name }) => ({
      value: `${question.key}=${key}`,
      label: `${question.name}: ${name}`,
    })),
  );
  const counted = numbers.map(({ key, name }) => ({ value: key, label: name }));
  const all = [...(isOfAnswers ? [] : labels), ...(isOfShapes ? [] : [...options, ...counted])];
  // A question may have the key of a label, and a list holds no value twice.
  return all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
}
