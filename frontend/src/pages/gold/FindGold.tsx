import { SelectField, TextField, useI18n } from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import type { GoldFinding } from "./finding";
import classes from "./Gold.module.css";
import { STATE_NAMES, type State } from "./GoldTable";

/** No key of a label can be that. */
const ALL = "*";
const OLDER = "older";
const STATES = Object.keys(STATE_NAMES) as State[];

/** Whether a text names a state of gold. */
export function isState(value: unknown): value is State {
  return STATES.includes(value as State);
}

interface FindGoldProps {
  finding: GoldFinding;
  onFind: (change: Partial<GoldFinding>) => void;
}

/** What part of the bank is shown: by state, kind, label and the picture's name. */
export function FindGold({ finding, onFind }: FindGoldProps) {
  const { t } = useI18n();
  const { schema_version: schema } = useProject();
  const labels = (schema?.definition as SchemaDefinition | undefined)?.labels ?? [];
  return (
    <div className={classes.filters} role="search">
      <SelectField
        label={t("gold.state")}
        value={finding.state ?? ALL}
        data={[
          { value: ALL, label: t("gold.all") },
          ...STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) })),
        ]}
        onChange={(value) => onFind({ state: isState(value) ? value : null })}
      />
      <SelectField
        label={t("gold.kind")}
        value={finding.isHidden === null ? ALL : finding.isHidden ? "hidden" : "visible"}
        data={[
          { value: ALL, label: t("gold.anyKind") },
          { value: "hidden", label: t("gold.hidden") },
          { value: "visible", label: t("gold.visible") },
        ]}
        onChange={(value) => onFind({ isHidden: value === ALL ? null : value === "hidden" })}
      />
      {labels.length > 0 && (
        <SelectField
          label={t("gold.label")}
          value={finding.label ?? ALL}
          data={[
            { value: ALL, label: t("gold.anyLabel") },
            ...labels.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(value) => onFind({ label: value === ALL ? null : value })}
        />
      )}
      <SelectField
        label={t("gold.schema")}
        value={finding.isOlder ? OLDER : ALL}
        data={[
          { value: ALL, label: t("gold.anySchema") },
          { value: OLDER, label: t("gold.older") },
        ]}
        onChange={(value) => onFind({ isOlder: value === OLDER })}
      />
      <TextField
        label={t("gold.search")}
        value={finding.text}
        onChange={(event) => onFind({ text: event.currentTarget.value })}
      />
    </div>
  );
}
