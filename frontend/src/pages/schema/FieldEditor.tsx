import { IconTrash } from "@tabler/icons-react";
import type { AnswerType, SchemaCondition } from "@/model/schema";
import { CheckField, IconButton, SelectField, TextField, useI18n } from "@/panels/shared";
import { ConditionField } from "./ConditionField";
import type { FieldDraft } from "./draft";
import { NameRows } from "./NameRows";
import type { NamesOfList } from "./names";
import { RightnessFields } from "./RightnessFields";
import classes from "./Schema.module.css";

const TYPES = ["choice", "choices", "boolean", "number", "text"] as const;
const TYPE_NAMES = {
  choice: "schema.choice",
  choices: "schema.choices",
  boolean: "schema.boolean",
  number: "schema.number",
  text: "schema.text",
} as const satisfies Record<AnswerType, string>;

interface FieldEditorProps {
  field: FieldDraft;
  nameLabel: string;
  /** An attribute before it has the name. */
  isRepeated?: boolean;
  /** Attributes further up, which a condition may name; none for a question. */
  earlier?: readonly FieldDraft[];
  /** What keys of its options were called in the versions so far. */
  ever: NamesOfList;
  onChange: (field: FieldDraft) => void;
  /** Of attributes: when this one is asked. */
  onCondition?: (when: SchemaCondition | null) => void;
  onRemove: () => void;
}

/** An attribute of a label or a question about the picture: they differ in nothing but the place. */
export function FieldEditor({
  field,
  nameLabel,
  isRepeated = false,
  earlier = [],
  ever,
  onChange,
  onCondition,
  onRemove,
}: FieldEditorProps) {
  const { t } = useI18n();
  const hasOptions = field.type === "choice" || field.type === "choices";
  return (
    <div className={classes.field}>
      <div className={classes.row}>
        <TextField
          label={nameLabel}
          value={field.name}
          error={isRepeated && t("schema.nameTwice")}
          onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
          className={classes.grow}
        />
        <SelectField
          label={t("schema.kind")}
          data={TYPES.map((type) => ({ value: type, label: t(TYPE_NAMES[type]) }))}
          value={field.type}
          onChange={(type) => onChange({ ...field, type: (type ?? "choice") as AnswerType })}
        />
        <IconButton
          label={t("schema.remove", { name: field.name || t("schema.unnamed") })}
          icon={<IconTrash size={18} stroke={1.6} aria-hidden />}
          onClick={onRemove}
        />
      </div>
      {hasOptions && (
        <NameRows
          of="options"
          name={field.name || t("schema.unnamed")}
          rows={field.options}
          ever={ever}
          onChange={({ rows }) => onChange({ ...field, options: rows })}
        />
      )}
      <RightnessFields field={field} onChange={onChange} />
      {onCondition !== undefined && (
        <ConditionField field={field} earlier={earlier} onChange={onCondition} />
      )}
      <CheckField
        label={t("schema.required")}
        checked={field.isRequired}
        onChange={(event) => onChange({ ...field, isRequired: event.currentTarget.checked })}
      />
    </div>
  );
}
