import { NumberField, SelectField, useI18n } from "@/panels/shared";
import classes from "./Quiz.module.css";
import { DIFFICULTY_NAMES } from "./words";

export interface Meta {
  readonly difficulty: "easy" | "middle" | "hard";
  /** The major version of the guideline whose change it asks about. */
  readonly since_major: number | null;
}

export const NO_META: Meta = { difficulty: "middle", since_major: null };
const DIFFICULTIES = ["easy", "middle", "hard"] as const;

interface MetaFieldsProps {
  meta: Meta;
  onChange: (meta: Meta) => void;
}

/** How hard a question is, and whether it is about what a new guideline version changed. */
export function MetaFields({ meta, onChange }: MetaFieldsProps) {
  const { t } = useI18n();
  return (
    <div className={classes.meta}>
      <SelectField
        label={t("training.difficulty")}
        data={DIFFICULTIES.map((value) => ({ value, label: t(DIFFICULTY_NAMES[value]) }))}
        value={meta.difficulty}
        onChange={(value) => onChange({ ...meta, difficulty: value as Meta["difficulty"] })}
      />
      <NumberField
        label={t("training.sinceMajor")}
        description={t("training.sinceMajorNote")}
        value={meta.since_major ?? ""}
        onChange={(value) =>
          onChange({ ...meta, since_major: value === "" ? null : Number(value) })
        }
        min={1}
        allowDecimal={false}
      />
    </div>
  );
}
