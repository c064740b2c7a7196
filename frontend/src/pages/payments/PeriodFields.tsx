import { Button } from "@mantine/core";
import { SelectField, TextField, useI18n } from "@/panels/shared";
import { useProjects } from "@/pages/organisation/use-projects";
import classes from "./Payments.module.css";
import type { Period } from "./period";

const ALL = "all";

interface PeriodFieldsProps {
  organisationId: number;
  period: Period;
  onChange: (period: Period) => void;
}

/** From when to when work was accepted, and in which project. */
export function PeriodFields({ organisationId, period, onChange }: PeriodFieldsProps) {
  const { t } = useI18n();
  const projects = useProjects(organisationId) ?? [];
  const { since, until, project } = period;
  const isNarrow = since !== "" || until !== "" || project !== null;
  return (
    <div role="search">
      <div className={classes.fields}>
        <TextField
          type="date"
          label={t("payments.since")}
          value={since}
          max={until}
          onChange={(event) => onChange({ ...period, since: event.currentTarget.value })}
        />
        <TextField
          type="date"
          label={t("payments.until")}
          value={until}
          min={since}
          onChange={(event) => onChange({ ...period, until: event.currentTarget.value })}
        />
        <SelectField
          label={t("payments.project")}
          value={project === null ? ALL : String(project)}
          data={[
            { value: ALL, label: t("payments.allProjects") },
            ...projects.map((one) => ({
              value: String(one.id),
              label: one.name,
            })),
          ]}
          onChange={(value) => onChange({ ...period, project: idOf(value) })}
        />
        {isNarrow && (
          <Button
            variant="subtle"
            onClick={() => onChange({ since: "", until: "", project: null })}
          >
            {t("payments.everything")}
          </Button>
        )}
      </div>
      <p className={classes.note}>{t("payments.zone")}</p>
    </div>
  );
}

function idOf(value: string | null): number | null {
  return value === null || value === ALL ? null : Number(value);
}
