import { Button } from "@mantine/core";
import { SelectField, TextField, useI18n } from "@/panels/shared";
import { EVERYTHING, KINDS, type Kind, type Narrowing } from "./narrowing";
import classes from "./Trail.module.css";

const EVERY = "everything";
const NAMES = {
  organisation: "trail.organisation",
  people: "trail.people",
  project: "trail.project",
  batches: "trail.batches",
  tasks: "trail.tasks",
  work: "trail.work",
  quality: "trail.quality",
  data: "trail.data",
} as const satisfies Record<Kind, string>;

interface TrailFiltersProps {
  narrowing: Narrowing;
  onNarrow: (narrowing: Narrowing) => void;
}

/** What kind, from when to when, and whom a name was pressed of. */
export function TrailFilters({ narrowing, onNarrow }: TrailFiltersProps) {
  const { t } = useI18n();
  const change = (part: Partial<Narrowing>) =>
    onNarrow({ ...narrowing, ...part, cursor: undefined });
  const { kind, person, since, until } = narrowing;
  const isNarrow = kind !== undefined || person !== undefined || since !== "" || until !== "";
  return (
    <div className={classes.filters}>
      <SelectField
        label={t("trail.kind")}
        value={kind ?? EVERY}
        data={[
          { value: EVERY, label: t("trail.everything") },
          ...KINDS.map((value) => ({ value, label: t(NAMES[value]) })),
        ]}
        onChange={(value) => change({ kind: value === EVERY ? undefined : (value as Kind) })}
      />
      <TextField
        type="date"
        label={t("trail.since")}
        value={since}
        onChange={(event) => change({ since: event.currentTarget.value })}
      />
      <TextField
        type="date"
        label={t("trail.until")}
        value={until}
        onChange={(event) => change({ until: event.currentTarget.value })}
      />
      {person && <strong>{t("trail.only", { name: person.name })}</strong>}
      {isNarrow && (
        <Button variant="subtle" onClick={() => onNarrow(EVERYTHING)}>
          {t("trail.clear")}
        </Button>
      )}
    </div>
  );
}
