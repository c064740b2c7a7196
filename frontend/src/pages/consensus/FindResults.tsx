import type { SchemaDefinition } from "@/model/schema";
import { SelectField, useI18n } from "@/panels/shared";
import { STATE_NAMES } from "@/pages/items/finding";
import { choices } from "@/pages/items/labels";
import { useProject } from "@/pages/shell/project";
import { DOUBT_NAMES, DOUBTS, type Finding, findingOf, STATES } from "./finding";
import classes from "./Find.module.css";

/** Beside the keys of labels; no key can be this. */
const ALL = "*";

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
    onFind(findingOf({ ...finding, page: undefined, [name]: value === ALL ? undefined : value }));
  return (
    <div className={classes.find} role="search">
      <SelectField
        label={t("consensus.findDoubt")}
        value={finding.doubt ?? ALL}
        data={[
          { value: ALL, label: t("consensus.anyDoubt") },
          ...DOUBTS.map((value) => ({ value, label: t(DOUBT_NAMES[value]) })),
        ]}
        onChange={choose("doubt")}
      />
      {labels.length > 0 && (
        <SelectField
          label={t("items.label")}
          value={finding.label ?? ALL}
          data={[
            { value: ALL, label: t("items.anyLabel") },
            ...labels.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={choose("label")}
        />
      )}
      <SelectField
        label={t("items.state")}
        value={finding.state ?? ALL}
        data={[
          { value: ALL, label: t("items.anyState") },
          ...STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) })),
        ]}
        onChange={choose("state")}
      />
    </div>
  );
}
