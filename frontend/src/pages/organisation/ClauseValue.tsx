import { Button, MultiSelect } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { IconButton, NumberField, SelectField, TextField, useI18n } from "@/panels/shared";
import { type Clause, takesList, type Trait } from "./criteria";
import classes from "./Criteria.module.css";

interface ClauseValueProps {
  trait: Trait;
  clause: Clause;
  /** Whether it was tried to save: what is missing is a fault from then on. */
  isChecked: boolean;
  onChange: (value: Clause["value"]) => void;
}

/** What a fact is compared with: one value, or several for relations that take them. */
export function ClauseValue({ trait, clause, isChecked, onChange }: ClauseValueProps) {
  const { t, nameOfOption } = useI18n();
  const { value, operator } = clause;
  const hasOptions = trait.type === "choice" || trait.type === "choices";
  const lacking = (one: unknown) =>
    isChecked && (one === "" || one === null) ? t("organisation.valueMissing") : undefined;
  if (hasOptions && takesList(operator)) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return (
      <MultiSelect
        aria-label={t("organisation.value")}
        searchable
        data={optionsOf(trait, nameOfOption)}
        value={chosen}
        error={isChecked && chosen.length === 0 ? t("organisation.valueMissing") : undefined}
        onChange={onChange}
      />
    );
  }
  if (takesList(operator)) {
    const listed: unknown[] = Array.isArray(value) && value.length > 0 ? value : [""];
    return (
      <Several
        values={listed}
        onChange={onChange}
        field={(one, change) => (
          <OneValue trait={trait} value={one} error={lacking(one)} onChange={change} />
        )}
      />
    );
  }
  return <OneValue trait={trait} value={value} error={lacking(value)} onChange={onChange} />;
}

interface SeveralProps {
  values: readonly unknown[];
  field: (value: unknown, change: (value: unknown) => void) => React.ReactNode;
  onChange: (values: unknown[]) => void;
}

/** A field for each value, and one more at a press. */
function Several({ values, field, onChange }: SeveralProps) {
  const { t } = useI18n();
  return (
    <div className={classes.several}>
      {values.map((value, place) => (
        // A value has no identity but its place among the others.
        <div key={place} className={classes.oneOf}>
          {field(value, (next) => onChange(values.map((old, at) => (at === place ? next : old))))}
          {values.length > 1 && (
            <IconButton
              label={t("organisation.removeValue", { n: place + 1 })}
              icon={<IconX size={16} stroke={1.6} aria-hidden />}
              onClick={() => onChange(values.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <Button size="xs" variant="subtle" onClick={() => onChange([...values, ""])}>
        {t("organisation.addValue")}
      </Button>
    </div>
  );
}

interface OneValueProps {
  trait: Trait;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

function OneValue({ trait, value, error, onChange }: OneValueProps) {
  const { t, nameOfOption } = useI18n();
  const field = { "aria-label": t("organisation.value"), error };
  switch (trait.type) {
    case "number":
      return (
        <NumberField
          {...field}
          allowNegative
          value={typeof value === "number" ? value : ""}
          // An emptied field says nothing, and not nought.
          onChange={(next) => onChange(typeof next === "number" ? next : "")}
        />
      );
    case "boolean":
      return (
        <SelectField
          {...field}
          data={[
            { value: "true", label: t("organisation.yes") },
            { value: "false", label: t("organisation.no") },
          ]}
          value={String(value)}
          onChange={(next) => onChange(next === "true")}
        />
      );
    case "choice":
    case "choices":
      return (
        <SelectField
          {...field}
          searchable
          data={optionsOf(trait, nameOfOption)}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => onChange(next ?? "")}
        />
      );
    default:
      return (
        <TextField
          {...field}
          type={trait.type === "date" ? "date" : "text"}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

type NameOfOption = (trait: string, key: string, name: string) => string;

function optionsOf(trait: Trait, nameOf: NameOfOption) {
  return trait.options.map(({ key, name }) => ({
    value: key,
    label: nameOf(trait.key, key, name),
  }));
}
