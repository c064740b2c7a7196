import { MultiSelect } from "@mantine/core";
import { NumberField, SelectField, TextField, useI18n } from "@/panels/shared";
import {
  type Clause,
  firstClause,
  type Operator,
  OPERATOR_NAMES,
  operatorsFor,
  takesValue,
  type Trait,
} from "./criteria";

interface ClauseEditorProps {
  clause: Clause;
  traits: readonly Trait[];
  onChange: (clause: Clause) => void;
}

/** "Country — is one of — Portugal" as three fields. */
export function ClauseEditor({ clause, traits, onChange }: ClauseEditorProps) {
  const { t } = useI18n();
  const trait = traits.find((one) => one.key === clause.trait);
  function changeTrait(key: string | null) {
    const next = traits.find((one) => one.key === key);
    if (next !== undefined) onChange(firstClause(next));
  }
  if (trait === undefined) return null;
  return (
    <>
      <SelectField
        aria-label={t("organisation.trait")}
        searchable
        data={traits.map((one) => ({ value: one.key, label: one.name }))}
        value={clause.trait}
        onChange={changeTrait}
      />
      <SelectField
        aria-label={t("organisation.operator")}
        data={operatorsFor(trait).map((one) => ({ value: one, label: t(OPERATOR_NAMES[one]) }))}
        value={clause.operator}
        onChange={(operator) => onChange({ ...clause, operator: operator as Operator })}
      />
      {takesValue(clause.operator) && (
        <Value
          trait={trait}
          value={clause.value}
          onChange={(value) => onChange({ ...clause, value })}
        />
      )}
    </>
  );
}

interface ValueProps {
  trait: Trait;
  value: Clause["value"];
  onChange: (value: Clause["value"]) => void;
}

function Value({ trait, value, onChange }: ValueProps) {
  const { t, nameOfOption } = useI18n();
  const label = t("organisation.value");
  if (trait.type === "choice" || trait.type === "choices") {
    return (
      <MultiSelect
        aria-label={label}
        searchable
        data={trait.options.map(({ key, name }) => ({
          value: key,
          label: nameOfOption(trait.key, key, name),
        }))}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
      />
    );
  }
  if (trait.type === "number") {
    return (
      <NumberField
        aria-label={label}
        value={Number(value)}
        onChange={(next) => onChange(Number(next))}
      />
    );
  }
  if (trait.type === "boolean") {
    return (
      <SelectField
        aria-label={label}
        data={[
          { value: "true", label: t("organisation.yes") },
          { value: "false", label: t("organisation.no") },
        ]}
        value={String(value)}
        onChange={(next) => onChange(next === "true")}
      />
    );
  }
  return (
    <TextField
      aria-label={label}
      type={trait.type === "date" ? "date" : "text"}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
