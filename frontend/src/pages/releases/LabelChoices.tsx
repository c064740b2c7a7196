import { Checkbox, Select, TextInput } from "@mantine/core";
import { DataTable, Section, useI18n } from "@/panels/shared";
import type { LabelChoice } from "./plan";
import type { PlanFieldsProps } from "./WhichItems";

const KEEP = "keep";
const DROP = "drop";
/** Before the key of the label that takes the objects of another. */
const INTO = "into:";

/** For each label: its name in the release, or that it goes, or which label takes its objects. */
export function LabelChoices({ draft, change }: PlanFieldsProps) {
  const { t } = useI18n();
  if (draft.labels.length === 0) return null;
  const set = (key: string, part: Partial<LabelChoice>) =>
    change({
      labels: draft.labels.map((label) => (label.key === key ? { ...label, ...part } : label)),
    });
  return (
    <Section title={t("releases.labelsOf")} note={t("releases.labelsNote")}>
      <DataTable
        caption={t("releases.labelsOf")}
        rows={draft.labels}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "label",
            title: t("releases.label"),
            isRowHeader: true,
            cell: (row) => row.oldName,
          },
          {
            key: "fate",
            title: t("releases.fate"),
            cell: (row) => <Fate row={row} labels={draft.labels} set={set} />,
          },
          {
            key: "name",
            title: t("releases.newName"),
            cell: (row) => (
              <TextInput
                size="xs"
                aria-label={t("releases.newNameOf", { label: row.oldName })}
                value={row.isDropped || row.into !== null ? "" : row.name}
                disabled={row.isDropped || row.into !== null}
                onChange={(event) => set(row.key, { name: event.currentTarget.value })}
              />
            ),
          },
          {
            key: "only",
            title: t("releases.onlyWith"),
            cell: (row) => (
              <Checkbox
                aria-label={t("releases.onlyWithOf", { label: row.oldName })}
                checked={row.isWanted}
                onChange={(event) => set(row.key, { isWanted: event.currentTarget.checked })}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

interface FateProps {
  row: LabelChoice;
  labels: readonly LabelChoice[];
  set: (key: string, part: Partial<LabelChoice>) => void;
}

function Fate({ row, labels, set }: FateProps) {
  const { t } = useI18n();
  const targets = labels.filter(
    (one) => one.key !== row.key && one.kind === row.kind && !one.isDropped && one.into === null,
  );
  const chosen = row.isDropped ? DROP : row.into === null ? KEEP : `${INTO}${row.into}`;
  return (
    <Select
      size="xs"
      allowDeselect={false}
      aria-label={t("releases.fateOf", { label: row.oldName })}
      value={chosen}
      data={[
        { value: KEEP, label: t("releases.keep") },
        { value: DROP, label: t("releases.drop") },
        ...targets.map((one) => ({
          value: `${INTO}${one.key}`,
          label: t("releases.mergeInto", { label: one.oldName }),
        })),
      ]}
      onChange={(value) =>
        set(row.key, {
          isDropped: value === DROP,
          into: value?.startsWith(INTO) === true ? value.slice(INTO.length) : null,
        })
      }
    />
  );
}
