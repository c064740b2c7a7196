import { MultiSelect } from "@mantine/core";
import { NumberField, SelectField, TextField, useI18n } from "@/panels/shared";
import type { Trait } from "./TraitField";

type Asked = Pick<Trait, "key" | "name" | "question" | "type" | "options">;

interface TraitAnswerProps {
  trait: Asked;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The control that fits the kind of fact. */
export function TraitAnswer({ trait, value, onChange }: TraitAnswerProps) {
  const { t, nameOfOption } = useI18n();
  const label = trait.question;
  const options = trait.options.map(({ key, name }) => ({
    value: key,
    label: nameOfOption(trait.key, key, name),
  }));
  switch (trait.type) {
    case "choice":
      return (
        <SelectField
          label={label}
          searchable
          data={options}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
        />
      );
    case "choices":
      return (
        <MultiSelect
          label={label}
          searchable
          data={options}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case "boolean":
      return (
        <SelectField
          label={label}
          data={[
            { value: "true", label: t("me.yes") },
            { value: "false", label: t("me.no") },
          ]}
          value={typeof value === "boolean" ? String(value) : null}
          onChange={(next) => onChange(next === "true")}
        />
      );
    case "number":
      return (
        <NumberField
          label={label}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : Number(next))}
        />
      );
    default:
      return (
        <TextField
          label={label}
          type={trait.type === "date" ? "date" : "text"}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
