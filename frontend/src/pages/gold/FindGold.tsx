import { ChoiceField, TextField, useI18n } from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import type { GoldFinding } from "./finding";
import classes from "./Gold.module.css";
import { STATE_NAMES, type State } from "./GoldTable";

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
      <ChoiceField
        label={t("gold.state")}
        any={t("gold.all")}
        value={finding.state}
        choices={STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
        onChoose={(state) => onFind({ state })}
      />
      <ChoiceField
        label={t("gold.kind")}
        any={t("gold.anyKind")}
        value={finding.isHidden === null ? null : finding.isHidden ? "hidden" : "visible"}
        choices={[
          { value: "hidden", label: t("gold.hidden") },
          { value: "visible", label: t("gold.visible") },
        ]}
        onChoose={(kind) => onFind({ isHidden: kind === null ? null : kind === "hidden" })}
      />
      {labels.length > 0 && (
        <ChoiceField
          label={t("gold.label")}
          any={t("gold.anyLabel")}
          value={finding.label}
          choices={labels.map(({ key, name }) => ({ value: key, label: name }))}
          onChoose={(label) => onFind({ label })}
        />
      )}
      <ChoiceField
        label={t("gold.schema")}
        any={t("gold.anySchema")}
        value={finding.isOlder ? OLDER : null}
        choices={[{ value: OLDER, label: t("gold.older") }]}
        onChoose={(chosen) => onFind({ isOlder: chosen === OLDER })}
      />
      <TextField
        label={t("gold.search")}
        value={finding.text}
        onChange={(event) => onFind({ text: event.currentTarget.value })}
      />
    </div>
  );
}
