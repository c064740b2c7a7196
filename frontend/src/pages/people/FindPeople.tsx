import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { IconButton, SelectField, TextField, useI18n } from "@/panels/shared";
import classes from "./People.module.css";
import { type Finding, ordered, SHOWN_NAMES, type Shown, type Sort, SORT_NAMES } from "./finding";

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
      <Order finding={finding} onFind={onFind} />
    </div>
  );
}

/** By what, and which way round: what the heads of the columns do where there are any. */
function Order({ finding, onFind }: FindPeopleProps) {
  const { t } = useI18n();
  const Way = finding.is_descending ? IconArrowDown : IconArrowUp;
  return (
    <div className={classes.order}>
      <SelectField
        label={t("people.sort")}
        data={(Object.keys(SORT_NAMES) as (keyof typeof SORT_NAMES)[]).map((value) => ({
          value,
          label: t(SORT_NAMES[value]),
        }))}
        value={finding.sort}
        onChange={(sort) => {
          if (sort !== null && sort !== finding.sort) onFind(ordered(finding, sort as Sort));
        }}
      />
      <IconButton
        label={t("people.sortDescending")}
        size={44}
        icon={<Way size={16} stroke={1.6} aria-hidden />}
        isPressed={finding.is_descending}
        onClick={() => onFind(ordered(finding, finding.sort))}
      />
    </div>
  );
}
