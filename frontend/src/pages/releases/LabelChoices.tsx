import { Checkbox } from "@mantine/core";
import { DataTable, Section, useI18n } from "@/panels/shared";
import { fateColumns } from "./fate-columns";
import type { LabelChoice } from "./plan";
import type { PlanFieldsProps } from "./WhichItems";

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
        isStackable
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
          ...fateColumns<LabelChoice>({
            t,
            targetsOf: (row) => draft.labels.filter((one) => one.kind === row.kind),
            set,
          }),
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
