import { Card, StatusBadge, useI18n } from "@/panels/shared";
import { WhereToMeet } from "@/pages/directory/WhereToMeet";
import classes from "./Training.module.css";
import type { Way } from "./TrainingPage";

/** What the project asks of a person, clause by clause, and what is missing. */
export function CriteriaStep({ way }: { way: Way }) {
  const { t } = useI18n();
  return (
    <Card title={t("training.criteria")} titleSize="section">
      <ul className={classes.clauses}>
        {way.clauses.map((clause) => (
          <li key={`${clause.door} ${clause.sentence}`} className={classes.clause}>
            <StatusBadge tone={clause.is_met ? "good" : "caution"}>
              {clause.is_met ? t("training.met") : t("training.notMet")}
            </StatusBadge>
            <span>{clause.sentence}</span>
          </li>
        ))}
      </ul>
      <WhereToMeet clauses={way.clauses} />
    </Card>
  );
}
