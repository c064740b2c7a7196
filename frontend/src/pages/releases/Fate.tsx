import { Select } from "@mantine/core";
import { useI18n } from "@/panels/shared";
import type { OptionChoice } from "./plan";

const KEEP = "keep";
const DROP = "drop";
/** Before the key of what takes the objects, or the answers, of another. */
const INTO = "into:";

type Chosen = Pick<OptionChoice, "isDropped" | "into">;

interface FateProps {
  row: OptionChoice;
  /** What it can be merged into, itself and those that are gone among them. */
  targets: readonly OptionChoice[];
  set: (part: Chosen) => void;
}

/** What becomes of a label or an option: it stays, goes, or is merged into another. */
export function Fate({ row, targets, set }: FateProps) {
  const { t } = useI18n();
  const left = targets.filter((one) => one.key !== row.key && !one.isDropped && one.into === null);
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
        ...left.map((one) => ({
          value: `${INTO}${one.key}`,
          label: t("releases.mergeInto", { label: one.oldName }),
        })),
      ]}
      onChange={(value) =>
        set({
          isDropped: value === DROP,
          into: value?.startsWith(INTO) === true ? value.slice(INTO.length) : null,
        })
      }
    />
  );
}
