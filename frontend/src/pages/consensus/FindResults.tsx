import type { SchemaDefinition } from "@/model/schema";
import { ChoiceField, useI18n } from "@/panels/shared";
import { STATE_NAMES } from "@/pages/items/finding";
import { choices } from "@/pages/items/labels";
import { useProject } from "@/pages/shell/project";
import { DOUBT_NAMES, DOUBTS, type Finding, findingOf, STATES } from "./finding";
import classes from "./Find.module.css";

interface FindResultsProps {
  finding: Finding;
  onFind: (finding: Finding) => void;
}

/** Which labels are shown: by how far the task is, what they hold, and what of them is in doubt. */
export function FindResults({ finding, onFind }: FindResultsProps) {
  const { t } = useI18n();
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const labels = schema === undefined ? [] : choices(schema);
  const choose = (name: keyof Finding) => (value: string | null) =>
    onFind(findingOf({ ...finding, page: undefined, [name]: value ?? undefined }));
  return (
    <div className={classes.find} role="search">
      <ChoiceField
        label={t("consensus.findDoubt")}
        any={t("consensus.anyDoubt")}
        value={finding.doubt}
        choices={DOUBTS.map((value) => ({ value, label: t(DOUBT_NAMES[value]) }))}
        onChoose={choose("doubt")}
      />
      {labels.length > 0 && (
        <ChoiceField
          label={t("items.label")}
          any={t("items.anyLabel")}
          value={finding.label}
          choices={labels.map(({ key, name }) => ({ value: key, label: name }))}
          onChoose={choose("label")}
        />
      )}
      <ChoiceField
        label={t("items.state")}
        any={t("items.anyState")}
        value={finding.state}
        choices={STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
        onChoose={choose("state")}
      />
    </div>
  );
}
