import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";

/** What people call a label of the project's schema, or an answer `question=option`. */
export function useLabelNames(): (key: string) => string {
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  return (key) => nameOf(key, schema);
}

export function nameOf(key: string, schema: SchemaDefinition | undefined): string {
  const label = schema?.labels.find((one) => one.key === key);
  if (label !== undefined) return label.name;
  const at = key.indexOf("=");
  const question = schema?.questions.find((one) => one.key === key.slice(0, at));
  if (at < 0 || question === undefined) return key;
  const option = question.options?.find((one) => one.key === key.slice(at + 1));
  return `${question.text ?? question.key} ${option?.name ?? key.slice(at + 1)}`;
}

/** What items can be looked for by: labels, and the options of questions as `question=option`. */
export function choices(schema: SchemaDefinition) {
  const answers = schema.questions.flatMap((question) =>
    (question.options ?? []).map((option) => `${question.key}=${option.key}`),
  );
  const keys = [...schema.labels.map(({ key }) => key), ...answers];
  return keys.map((key) => ({ key, name: nameOf(key, schema) }));
}
