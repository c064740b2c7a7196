import type { ReactNode } from "react";
import { OVERLAP_KINDS } from "@/model/validation/overlap";
import { NumberField, useI18n } from "@/panels/shared";
import type { LabelDraft } from "./draft";
import classes from "./Schema.module.css";

interface LimitFieldsProps {
  label: LabelDraft;
  onChange: (label: LabelDraft) => void;
  /** Before the limits. */
  children: ReactNode;
}

/** How many there must and may be in a picture that has any shape, and how far two may overlap. */
export function LimitFields({ label, onChange, children }: LimitFieldsProps) {
  const { t } = useI18n();
  const read = (value: number | string) => (typeof value === "number" ? value : null);
  return (
    <div className={classes.limits}>
      {children}
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
      {OVERLAP_KINDS.includes(label.kind) && (
        <NumberField
          size="xs"
          label={t("schema.maxOverlap")}
          description={t("schema.maxOverlapNote")}
          inputWrapperOrder={["label", "input", "description"]}
          className={classes.overlap}
          min={0}
          max={100}
          decimalScale={1}
          suffix=" %"
          value={label.maxOverlap === null ? "" : toPercent(label.maxOverlap)}
          onChange={(value) => {
            const percent = read(value);
            onChange({ ...label, maxOverlap: percent === null ? null : percent / 100 });
          }}
        />
      )}
    </div>
  );
}

/** Without the digits that a hundred times a share brings along: 0.07 is 7. */
const toPercent = (share: number) => Math.round(share * 1000) / 10;
