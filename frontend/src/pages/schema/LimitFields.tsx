import { NumberField, useI18n } from "@/panels/shared";
import type { LabelDraft } from "./draft";
import classes from "./Schema.module.css";

interface LimitFieldsProps {
  label: LabelDraft;
  onChange: (label: LabelDraft) => void;
}

/** How many there must and may be in a picture that has any shape. */
export function LimitFields({ label, onChange }: LimitFieldsProps) {
  const { t } = useI18n();
  const read = (value: number | string) => (typeof value === "number" ? value : null);
  return (
    <div className={classes.limits}>
      <NumberField
        size="xs"
        label={t("schema.minCount")}
        min={0}
        allowDecimal={false}
        value={label.minCount ?? ""}
        onChange={(value) => onChange({ ...label, minCount: read(value) })}
      />
      <NumberField
        size="xs"
        label={t("schema.maxCount")}
        min={0}
        allowDecimal={false}
        value={label.maxCount ?? ""}
        onChange={(value) => onChange({ ...label, maxCount: read(value) })}
      />
    </div>
  );
}
