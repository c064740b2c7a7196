import { Button } from "@mantine/core";
import type { Answered } from "@/api/query";
import { subjectsOf } from "@/model/schema";
import { NumberField, SelectField, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import classes from "./Quiz.module.css";
import { DIFFICULTY_NAMES } from "./words";

type Part = Answered<"/api/v1/projects/{project_id}/training-plan">["composition"][number];

const DIFFICULTIES = ["any", "easy", "middle", "hard"] as const;

interface CompositionFieldsProps {
  parts: readonly Part[];
  onChange: (parts: Part[]) => void;
}

/** What each quiz must hold: so many decisions of a label or an answer, of a difficulty. */
export function CompositionFields({ parts, onChange }: CompositionFieldsProps) {
  const { t } = useI18n();
  const { schema_version: schema } = useProject();
  const subjects = subjectsOf(schema?.definition);
  const change = (index: number, part: Partial<Part>) =>
    onChange(parts.map((one, place) => (place === index ? { ...one, ...part } : one)));
  return (
    <fieldset className={classes.asked}>
      <legend>{t("training.composition")}</legend>
      <ul className={classes.parts}>
        {parts.map((part, index) => (
          // The places of rows are what tells them apart.
          <li key={index} className={classes.part}>
            <SelectField
              aria-label={t("training.partLabel")}
              data={[
                { value: "", label: t("training.anyLabel") },
                ...subjects.map(({ key, name }) => ({ value: key, label: name })),
              ]}
              value={part.label_key}
              onChange={(value) => change(index, { label_key: value ?? "" })}
            />
            <SelectField
              aria-label={t("training.difficulty")}
              data={DIFFICULTIES.map((value) => ({ value, label: t(DIFFICULTY_NAMES[value]) }))}
              value={part.difficulty}
              onChange={(value) => change(index, { difficulty: value as Part["difficulty"] })}
            />
            <NumberField
              aria-label={t("training.partDecisions")}
              value={part.decisions}
              onChange={(value) => change(index, { decisions: Number(value) })}
              min={1}
              allowDecimal={false}
            />
            <Button
              size="xs"
              variant="subtle"
              onClick={() => onChange(parts.filter((_, place) => place !== index))}
            >
              {t("training.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="xs"
        onClick={() => onChange([...parts, { label_key: "", difficulty: "any", decisions: 1 }])}
      >
        {t("training.addPart")}
      </Button>
    </fieldset>
  );
}
