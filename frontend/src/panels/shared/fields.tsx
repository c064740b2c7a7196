import {
  Checkbox,
  type CheckboxProps,
  NumberInput,
  type NumberInputProps,
  PasswordInput,
  type PasswordInputProps,
  Select,
  type SelectProps,
  TextInput,
  type TextInputProps,
  Textarea,
  type TextareaProps,
} from "@mantine/core";
import { Problem } from "@/api/problem";
import { useI18n } from "./I18n";
import { ProblemCard } from "./States";

/** What every field may carry: the refusal of its form, and its own place in what was sent. */
interface Refusable {
  /** The last refusal of the form; the field shows the message that is about its `path`. */
  problem?: Error | null;
  /** The field's place in the body: "definition.labels[0].name". */
  path?: string;
}

function messageOf({ problem, path }: Refusable): string | undefined {
  if (!(problem instanceof Problem) || path === undefined) return undefined;
  return problem.fieldMessage(path);
}

export function TextField({ problem = null, path, ...props }: TextInputProps & Refusable) {
  return <TextInput error={messageOf({ problem, path: path ?? "" })} {...props} />;
}

export function TextArea({ problem = null, path, ...props }: TextareaProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <Textarea autosize minRows={3} error={error} {...props} />;
}

export function NumberField({ problem = null, path, ...props }: NumberInputProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <NumberInput allowNegative={false} error={error} {...props} />;
}

export function SelectField({ problem = null, path, ...props }: SelectProps & Refusable) {
  const error = messageOf({ problem, path: path ?? "" });
  return <Select allowDeselect={false} checkIconPosition="right" error={error} {...props} />;
}

export function CheckField({ problem = null, path, ...props }: CheckboxProps & Refusable) {
  return <Checkbox error={messageOf({ problem, path: path ?? "" })} {...props} />;
}

export function PasswordField({ problem = null, path, ...props }: PasswordInputProps & Refusable) {
  const { t } = useI18n();
  return (
    <PasswordInput
      error={messageOf({ problem, path: path ?? "" })}
      visibilityToggleButtonProps={{ "aria-label": t("shared.showPassword"), tabIndex: 0 }}
      {...props}
    />
  );
}

interface FormProblemProps {
  problem: Error | null;
  /** The places that have a field to show their own message. */
  shownPaths?: readonly string[];
}

/** The refusal of a form, unless every message of it stands at a field already. */
export function FormProblem({ problem, shownPaths = [] }: FormProblemProps) {
  if (problem === null) return null;
  const errors = problem instanceof Problem ? problem.errors : [];
  const isAtFields = errors.length > 0 && errors.every(({ path }) => shownPaths.includes(path));
  return isAtFields ? null : <ProblemCard problem={problem} />;
}
