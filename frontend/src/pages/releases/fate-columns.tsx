import { TextInput } from "@mantine/core";
import type { Column, useI18n } from "@/panels/shared";
import { Fate } from "./Fate";
import type { OptionChoice } from "./plan";

interface FateColumns<Row extends OptionChoice> {
  t: ReturnType<typeof useI18n>["t"];
  /** What a row can be merged into. */
  targetsOf: (row: Row) => readonly OptionChoice[];
  set: (key: string, part: Partial<OptionChoice>) => void;
}

/** What becomes of a label or an option, and what it is called where it stays. */
export function fateColumns<Row extends OptionChoice>(fates: FateColumns<Row>): Column<Row>[] {
  const { t, targetsOf, set } = fates;
  return [
    {
      key: "fate",
      title: t("releases.fate"),
      cell: (row) => <Fate row={row} targets={targetsOf(row)} set={(part) => set(row.key, part)} />,
    },
    {
      key: "name",
      title: t("releases.newName"),
      cell: (row) =>
        row.isDropped || row.into !== null ? (
          "–"
        ) : (
          <TextInput
            size="xs"
            aria-label={t("releases.newNameOf", { label: row.oldName })}
            value={row.name}
            onChange={(event) => set(row.key, { name: event.currentTarget.value })}
          />
        ),
    },
  ];
}
