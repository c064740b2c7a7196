import { useI18n } from "@/panels/shared";
import { criteriaSentence, DOOR_NAMES, DOORS, type Doors, type Trait } from "./criteria";
import classes from "./Criteria.module.css";

interface CriteriaSentencesProps {
  doors: Doors | undefined;
  traits: readonly Trait[];
}

/** What each door asks, in words. */
export function CriteriaSentences({ doors, traits }: CriteriaSentencesProps) {
  const { t } = useI18n();
  if (doors === undefined) return <p>{t("organisation.noCriteria")}</p>;
  return (
    <dl className={classes.doors}>
      {DOORS.map((door) => (
        <div key={door}>
          <dt>{t(DOOR_NAMES[door])}</dt>
          <dd>
            {doors[door].length === 0
              ? t("organisation.everybody")
              : criteriaSentence(doors[door], traits, t)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
