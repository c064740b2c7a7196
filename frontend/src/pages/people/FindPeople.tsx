import { SelectField, TextField, useI18n } from "@/panels/shared";
import classes from "./People.module.css";
import { type Finding, SHOWN_NAMES, type Shown } from "./finding";

interface FindPeopleProps {
  finding: Finding;
  onFind: (change: Partial<Finding>) => void;
}

/** Who is shown: by what limits them, by their figures, by their pseudonym. */
export function FindPeople({ finding, onFind }: FindPeopleProps) {
  const { t } = useI18n();
  const choices = (Object.keys(SHOWN_NAMES) as Shown[]).map((value) => ({
    value,
    label: t(SHOWN_NAMES[value]),
  }));
  return (
    <div className={classes.find} role="search">
      <SelectField
        label={t("people.show")}
        data={choices}
        value={finding.state}
        onChange={(state) => onFind({ state: (state ?? "all") as Shown })}
      />
      <TextField
        label={t("people.search")}
        value={finding.text}
        onChange={(event) => onFind({ text: event.currentTarget.value })}
      />
    </div>
  );
}
