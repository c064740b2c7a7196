import { StatusBadge, useI18n } from "@/panels/shared";
import classes from "./Directory.module.css";

interface ClausesProps {
  of: readonly { door: string; sentence: string; is_met: boolean }[];
  /** False where nobody is signed in whose answers could be looked at. */
  isJudged?: boolean;
}

/** What a community asks, in words, and whether the reader meets it. */
export function Clauses({ of, isJudged = true }: ClausesProps) {
  const { t } = useI18n();
  if (of.length === 0) return <p>{t("directory.asksNothing")}</p>;
  return (
    <ul className={classes.clauses}>
      {of.map(({ door, sentence, is_met: isMet }) => (
        <li key={`${door} ${sentence}`} className={classes.clause}>
          {isJudged && (
            <StatusBadge tone={isMet ? "good" : "caution"}>
              {isMet ? t("directory.met") : t("directory.notMet")}
            </StatusBadge>
          )}
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
