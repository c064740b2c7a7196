import { useState } from "react";
import { CheckField, NumberField, SelectField, useI18n } from "@/panels/shared";
import { type FieldDraft, takesTolerance } from "./draft";
import classes from "./Schema.module.css";

interface RightnessFieldsProps {
  field: FieldDraft;
  onChange: (field: FieldDraft) => void;
}

const PERCENT = "percent";
const UNITS = "units";

/** Whether the options have an order, and how far an answer may be off and still be right. */
export function RightnessFields({ field, onChange }: RightnessFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      {field.type === "choice" && (
        <CheckField
          label={t("schema.ordered")}
          description={t("schema.orderedNote")}
          checked={field.isOrdered}
          onChange={(event) => onChange({ ...field, isOrdered: event.currentTarget.checked })}
        />
      )}
      {takesTolerance(field) && <ToleranceFields field={field} onChange={onChange} />}
    </>
  );
}

/** Numbers are off by so many, or by a share of the true number; options by steps. */
function ToleranceFields({ field, onChange }: RightnessFieldsProps) {
  const { t } = useI18n();
  const { tolerance } = field;
  const isNumber = field.type === "number";
  const [isPercent, setPercent] = useState(tolerance?.is_relative === true);
  const isRelative = isNumber && (tolerance?.is_relative ?? isPercent);
  const shown = tolerance === null ? "" : isRelative ? toPercent(tolerance.value) : tolerance.value;
  function change(value: number | string, relative: boolean) {
    setPercent(relative); // an emptied field still says what it is in
    const isSet = typeof value === "number" && value > 0;
    const share = relative ? Number(value) / 100 : Number(value);
    onChange({ ...field, tolerance: isSet ? { value: share, is_relative: relative } : null });
  }
  return (
    <div className={classes.tolerances}>
      <NumberField
        label={t(isNumber ? "schema.tolerance" : "schema.toleranceSteps")}
        description={t("schema.toleranceNote")}
        inputWrapperOrder={["label", "input", "description"]}
        className={classes.tolerance}
        min={0}
        max={isRelative ? 100 : undefined}
        allowDecimal={isNumber}
        value={shown}
        onChange={(value) => change(value, isRelative)}
      />
      {isNumber && (
        <SelectField
          label={t("schema.toleranceIn")}
          data={[
            { value: UNITS, label: t("schema.toleranceUnits") },
            { value: PERCENT, label: t("schema.tolerancePercent") },
          ]}
          value={isRelative ? PERCENT : UNITS}
          onChange={(unit) => change(Math.min(Number(shown), 100), unit === PERCENT)}
        />
      )}
    </div>
  );
}

/** Without the digits that a hundred times a share brings along: 0.07 is 7. */
const toPercent = (share: number) => Math.round(share * 1_000_000) / 10_000;
