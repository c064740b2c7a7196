import type { SchemaLabel } from "@/model/schema";
import { useAnswerWord } from "@/panels/shared";
import side from "./Side.module.css";

interface AttributeWordsProps {
  label: SchemaLabel | undefined;
  values: Readonly<Record<string, unknown>>;
}

/** What a shape is like, in one line: each attribute by name with its value. */
export function AttributeWords({ label, values }: AttributeWordsProps) {
  const word = useAnswerWord();
  const said = (label?.attributes ?? []).filter(({ key }) => key in values);
  if (said.length === 0) return null;
  return (
    <small className={side.attributes}>
      {said.map((one) => `${one.name}: ${word(one, values[one.key])}`).join(" · ")}
    </small>
  );
}
