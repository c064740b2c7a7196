import { SelectField, useI18n } from "@/panels/shared";
import { ClauseValue } from "./ClauseValue";
import {
  type Clause,
  firstClause,
  type Operator,
  operatorName,
  operatorsFor,
  related,
  sourced,
  takesValue,
  type Trait,
} from "./criteria";

interface ClauseEditorProps {
  clause: Clause;
  traits: readonly Trait[];
  /** Whether it was tried to save: what is missing is a fault from then on. */
  isChecked: boolean;
  onChange: (clause: Clause) => void;
}

/** "Country — is one of — Portugal" as three fields. */
export function ClauseEditor({ clause, traits, isChecked, onChange }: ClauseEditorProps) {
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
        data={operatorsFor(trait).map((one) => ({
          value: one,
          label: t(operatorName(trait.key, one)),
        }))}
        value={clause.operator}
        onChange={(operator) => onChange(related(clause, operator as Operator))}
      />
      {takesValue(clause.operator) && (
        <ClauseValue
          trait={trait}
          clause={clause}
          isChecked={isChecked}
          onChange={(value) => onChange({ ...clause, value })}
        />
      )}
      {trait.is_own === true && (
        <SelectField
          aria-label={t("organisation.source")}
          data={[
            { value: "any", label: t("organisation.sourceAny") },
            { value: "verified", label: t("organisation.sourceVerified") },
          ]}
          value={clause.source ?? "any"}
          onChange={(source) => onChange(sourced(clause, source))}
        />
      )}
    </>
  );
}
