import {
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  TextInput,
  VisuallyHidden,
} from "@mantine/core";
import type { ReactNode } from "react";
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
const CHARACTERS_OF_NONE = 3;
/** No option is called so. */
const NONE = "";

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
  const none = useNoAnswer(field);
  const data = field.options.map((option) => ({ value: option.key, label: option.name }));
  const names = field.options.reduce((sum, option) => sum + option.name.length + 2, 0);
  const length = names + none.length * CHARACTERS_OF_NONE;
  const chosen = typeof value === "string" ? value : NONE;
  if (length > CHARACTERS_IN_A_ROW) {
    return (
      <Select
        size="xs"
        aria-label={label}
        data={data}
        value={chosen === NONE ? null : chosen}
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
      data={[...data, ...none]}
      value={chosen}
      onChange={(key) => onChange(key === NONE ? undefined : key)}
    />
  );
}

/** Takes the answer back, where the field may stay without one; beside the others, as one of them. */
function useNoAnswer({ required }: SchemaField): readonly { value: string; label: ReactNode }[] {
  const { t } = useI18n();
  if (required) return [];
  const label = (
    <>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t("workspace.noAnswer")}</VisuallyHidden>
    </>
  );
  return [{ value: NONE, label }];
}

function BooleanInput({ field, label, value, onChange }: FieldInputProps) {
  const { t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={label}
      data={[
        { value: "yes", label: t("workspace.yes") },
        { value: "no", label: t("workspace.no") },
        ...useNoAnswer(field),
      ]}
      value={value === undefined ? NONE : value === true ? "yes" : "no"}
      onChange={(chosen) => onChange(chosen === NONE ? undefined : chosen === "yes")}
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
