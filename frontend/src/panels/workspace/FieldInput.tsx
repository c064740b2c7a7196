import { Checkbox, Group, NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import type { AnswerValue, SchemaField } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { toggled } from "@/tools/key-commands";

interface FieldInputProps {
  field: SchemaField;
  /** Names the field to a screen reader. */
  label: string;
  value: AnswerValue | undefined;
  onChange: (value: AnswerValue | undefined) => void;
}

/** Options stay side by side while they fit; more of them become a list to open. */
const CHARACTERS_IN_A_ROW = 22;

/** The control for one answer, by the type of its field. */
export function FieldInput(props: FieldInputProps) {
  switch (props.field.type) {
    case "choice":
      return <ChoiceInput {...props} />;
    case "choices":
      return <ChoicesInput {...props} />;
    case "boolean":
      return <BooleanInput {...props} />;
    case "number":
      return <NumberAnswer {...props} />;
    case "text":
      return <TextAnswer {...props} />;
  }
}

function ChoiceInput({ field, label, value, onChange }: FieldInputProps) {
  const data = field.options.map((option) => ({ value: option.key, label: option.name }));
  const length = field.options.reduce((sum, option) => sum + option.name.length + 2, 0);
  const chosen = typeof value === "string" ? value : "";
  if (length > CHARACTERS_IN_A_ROW) {
    return (
      <Select
        size="xs"
        aria-label={label}
        data={data}
        value={chosen || null}
        onChange={(key) => onChange(key ?? undefined)}
        clearable={!field.required}
      />
    );
  }
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={label}
      data={data}
      value={chosen}
      onChange={onChange}
    />
  );
}

function BooleanInput({ label, value, onChange }: FieldInputProps) {
  const { t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={label}
      data={[
        { value: "yes", label: t("workspace.yes") },
        { value: "no", label: t("workspace.no") },
      ]}
      value={value === undefined ? "" : value === true ? "yes" : "no"}
      onChange={(chosen) => onChange(chosen === "yes")}
    />
  );
}

function ChoicesInput({ field, label, value, onChange }: FieldInputProps) {
  const chosen = Array.isArray(value) ? value : [];
  const change = (key: string) => {
    const next = toggled(value, key);
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <Group gap="sm" role="group" aria-label={label}>
      {field.options.map((option) => (
        <Checkbox
          key={option.key}
          size="xs"
          label={option.name}
          checked={chosen.includes(option.key)}
          onChange={() => change(option.key)}
        />
      ))}
    </Group>
  );
}

function NumberAnswer({ label, value, onChange }: FieldInputProps) {
  return (
    <NumberInput
      size="xs"
      aria-label={label}
      value={typeof value === "number" ? value : ""}
      onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
      hideControls
    />
  );
}

function TextAnswer({ label, value, onChange }: FieldInputProps) {
  return (
    <TextInput
      size="xs"
      aria-label={label}
      maxLength={2000}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
