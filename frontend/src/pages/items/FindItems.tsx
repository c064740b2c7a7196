import { Button } from "@mantine/core";
import { SelectField, TextField, useI18n } from "@/panels/shared";
import {
  type Finding,
  findingOf,
  MEASURE_NAMES,
  SORT_NAMES,
  SORTS,
  SUSPICION_NAMES,
  SUSPICIONS,
} from "./finding";
import classes from "./Items.module.css";

const ALL = "all";

interface FindItemsProps {
  finding: Finding;
  onFind: (finding: Finding) => void;
}

/** Which items are shown, and in which order. */
export function FindItems({ finding, onFind }: FindItemsProps) {
  const { t } = useI18n();
  function change(name: keyof Finding, value: string | null) {
    const isAny = value === null || value === ALL || value === "";
    onFind(findingOf({ ...finding, [name]: isAny ? undefined : value }));
  }
  return (
    <div className={classes.filters} role="search">
      <SelectField
        label={t("items.use")}
        value={finding.use ?? ALL}
        data={[
          { value: ALL, label: t("items.all") },
          { value: "used", label: t("items.used") },
          { value: "excluded", label: t("items.excluded") },
        ]}
        onChange={(value) => change("use", value)}
      />
      <SelectField
        label={t("items.suspicion")}
        value={finding.suspicion ?? ALL}
        data={[
          { value: ALL, label: t("items.anyPicture") },
          ...SUSPICIONS.map((value) => ({ value, label: t(SUSPICION_NAMES[value]) })),
        ]}
        onChange={(value) => change("suspicion", value)}
      />
      <SelectField
        label={t("items.sort")}
        value={finding.sort ?? "id"}
        data={SORTS.map((value) => ({ value, label: t(SORT_NAMES[value]) }))}
        onChange={(value) => change("sort", value === "id" ? null : value)}
      />
      <TextField
        label={t("items.name")}
        value={finding.name ?? ""}
        onChange={(event) => change("name", event.currentTarget.value)}
      />
      <TextField
        label={t("items.metadataKey")}
        value={finding.key ?? ""}
        onChange={(event) => change("key", event.currentTarget.value)}
      />
      <TextField
        label={t("items.metadataValue")}
        value={finding.value ?? ""}
        disabled={finding.key === undefined}
        onChange={(event) => change("value", event.currentTarget.value)}
      />
      <Narrowed finding={finding} onFind={onFind} />
    </div>
  );
}

/** What a link from the profile narrowed, in words, with the way out of it. */
function Narrowed({ finding, onFind }: FindItemsProps) {
  const { t, number } = useI18n();
  const { measure, at_least: low, below: high, twins_of: twins, has_twins: has, ...rest } = finding;
  if (measure === undefined && twins === undefined && has === undefined) return null;
  return (
    <p className={classes.narrowed}>
      {measure === undefined
        ? t("items.onlyTwins")
        : t("items.between", {
            measure: t(MEASURE_NAMES[measure]),
            low: low === undefined ? "–" : number(low, 2),
            high: high === undefined ? "–" : number(high, 2),
          })}
      <Button size="xs" onClick={() => onFind(rest)}>
        {t("items.showAll")}
      </Button>
    </p>
  );
}
