import { Logo, ProgressBar, StatusBadge, useI18n } from "@/panels/shared";
import { LeaseRing } from "@/panels/workspace";
import { Link } from "@/pages/shell/Link";
import classes from "./Adjudication.module.css";
import type { Detail } from "./types";
import type { Hold } from "./use-hold";

interface BarProps {
  detail: Detail;
  projectId: number;
  /** How many things are still to be settled. */
  left: number;
  hold: Hold;
}

/** Which item this is, how much is left in it and in the project, how long it is held. */
export function Bar({ detail, projectId, left, hold }: BarProps) {
  const { t } = useI18n();
  const { counts, task } = detail;
  const all = counts.settled_count + counts.disputed_count;
  return (
    <header className={classes.bar}>
      <Link to="/p/$projectId/disputed" params={{ projectId }} aria-label={t("adjudication.back")}>
        <Logo />
      </Link>
      <h1 className={classes.title}>{task.item.name}</h1>
      <StatusBadge tone="plain">{t("adjudication.adjudicate")}</StatusBadge>
      {left > 0 && (
        <StatusBadge tone="caution">{t("adjudication.toSettle", { n: left })}</StatusBadge>
      )}
      <div className={classes.barEnd}>
        <div className={classes.progress}>
          <ProgressBar
            label={t("adjudication.settledOf")}
            done={counts.settled_count}
            total={all}
          />
        </div>
        {hold.time !== null && <LeaseRing {...hold.time} hasWords={false} onEnd={noop} />}
      </div>
    </header>
  );
}

/** The next beat keeps the task, or says who has it. */
function noop() {}
