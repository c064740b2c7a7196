import { SegmentedControl } from "@mantine/core";
import type { Verdict } from "@/model/guideline";
import { subjectsOf } from "@/model/schema";
import { SelectField, TextField, useI18n, VERDICT_NAMES } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";

const VERDICTS = ["right", "wrong", "borderline"] as const satisfies readonly Verdict[];

/** What is said of an example beside its drawing. */
export interface ExampleWords {
  readonly verdict: Verdict;
  readonly caption: string;
  /** A label, or an option by `question/option`; empty where it is about none. */
  readonly label_key: string;
}

export const NO_WORDS: ExampleWords = { verdict: "right", caption: "", label_key: "" };

interface ExampleFieldsProps {
  words: ExampleWords;
  onChange: (words: ExampleWords) => void;
  problem: Error | null;
}

/** Whether an example is right, what it shows, and which label or answer it is about. */
export function ExampleFields({ words, onChange, problem }: ExampleFieldsProps) {
  const { t } = useI18n();
  const { schema_version: version } = useProject();
  const subjects = subjectsOf(version?.definition);
  return (
    <>
      <SegmentedControl
        aria-label={t("guideline.verdict")}
        value={words.verdict}
        onChange={(verdict) => onChange({ ...words, verdict: verdict as Verdict })}
        data={VERDICTS.map((value) => ({ value, label: t(VERDICT_NAMES[value]) }))}
      />
      <TextField
        label={t("guideline.caption")}
        value={words.caption}
        onChange={(event) => onChange({ ...words, caption: event.currentTarget.value })}
        maxLength={200}
        problem={problem}
        path="caption"
      />
      {subjects.length > 0 && (
        <SelectField
          label={t("guideline.label")}
          data={[
            { value: "", label: t("guideline.anyLabel") },
            ...subjects.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={words.label_key}
          onChange={(label_key) => onChange({ ...words, label_key: label_key ?? "" })}
        />
      )}
    </>
  );
}
