import { SelectField } from "./SelectField";

/** Beside keys and words of the schema; none of them can be this. */
const ANY = "*";

interface ChoiceFieldProps<Key extends string> {
  label: string;
  /** What is shown where nothing is chosen. */
  any: string;
  value: string | null | undefined;
  choices: readonly { readonly value: Key; readonly label: string }[];
  /** Told null when everything is shown again. */
  onChoose: (value: Key | null) => void;
}

/** Narrows a list to one of several kinds, or to none of them. */
export function ChoiceField<Key extends string>(props: ChoiceFieldProps<Key>) {
  const { label, any, value, choices, onChoose } = props;
  return (
    <SelectField
      label={label}
      value={value ?? ANY}
      data={[{ value: ANY, label: any }, ...choices]}
      onChange={(chosen) => onChoose(choices.find((one) => one.value === chosen)?.value ?? null)}
    />
  );
}
