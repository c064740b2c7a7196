import type { SchemaCondition } from "@/model/schema";
import { SelectField, useI18n } from "@/panels/shared";
import { conditionsFor, type FieldDraft } from "./draft";

interface ConditionFieldProps {
  field: FieldDraft;
  /** The attributes further up: a condition can name no other. */
  earlier: readonly FieldDraft[];
  onChange: (when: SchemaCondition | null) => void;
}

/** When an attribute is asked: always, or while another one has a value. */
export function ConditionField({ field, earlier, onChange }: ConditionFieldProps) {
  const { t } = useI18n();
  const offered = conditionsFor(earlier);
  if (offered.length === 0) return null;
  const words = (value: string | boolean, option: string) =>
    typeof value === "boolean" ? (value ? t("schema.yes") : t("schema.no")) : option;
  const data = offered.map(({ when, attribute, option }) => ({
    value: nameOf(when),
    label: t("schema.askedWhen", { attribute, value: words(when.equals, option) }),
  }));
  const now = field.when === null ? "" : nameOf(field.when);
  return (
    <SelectField
      label={t("schema.asked")}
      data={[{ value: "", label: t("schema.askedAlways") }, ...data]}
      value={data.some(({ value }) => value === now) ? now : ""}
      onChange={(value) =>
        onChange(offered.find(({ when }) => nameOf(when) === value)?.when ?? null)
      }
    />
  );
}

/** The same for the same condition, in whatever order its keys come. */
function nameOf({ attribute, equals }: SchemaCondition): string {
  return JSON.stringify([attribute, equals]);
}
