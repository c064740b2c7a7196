import { Button, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconPhoto } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { FAULT, Problem } from "@/api/problem";
import { Card } from "./Card";
import { useI18n } from "./I18n";
import { Seal } from "./Seal";
import type { Icon } from "./StatusBadge";
import classes from "./States.module.css";

interface EmptyStateProps {
  icon?: Icon;
  /** What is not there yet: "No items yet". */
  title: ReactNode;
  /** What will be here. */
  children: ReactNode;
  /** The one step, and perhaps a sample. */
  action?: ReactNode;
}

export function EmptyState({ icon: Mark = IconPhoto, title, children, action }: EmptyStateProps) {
  return (
    <Card>
      <div className={classes.state}>
        <span className={classes.icon}>
          <Mark size={20} stroke={1.6} aria-hidden />
        </span>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.words}>{children}</div>
        {action !== undefined && <div className={classes.actions}>{action}</div>}
      </div>
    </Card>
  );
}

interface SuccessCardProps {
  title: ReactNode;
  children?: ReactNode;
  /** The next step. */
  action?: ReactNode;
  /** Only for what was checked: a release, a quiz. */
  hasSeal?: boolean;
}

export function SuccessCard({ title, children, action, hasSeal = false }: SuccessCardProps) {
  return (
    <Card>
      <div role="status">
        <div className={classes.line}>
          {hasSeal && <Seal size={30} />}
          <h2 className={classes.title}>{title}</h2>
        </div>
        {children !== undefined && <div className={classes.words}>{children}</div>}
      </div>
      {action !== undefined && <div className={classes.actions}>{action}</div>}
    </Card>
  );
}

interface ProblemCardProps {
  problem: Error;
  /** Another title than the problem's own. */
  title?: ReactNode;
  /** What is safe: "It is saved on this device." */
  safe?: ReactNode;
  onRetry?: () => void;
  /** When it is tried again by itself. */
  nextTry?: ReactNode;
}

/** What happened, what is safe, what to do, when we try again. */
export function ProblemCard({ problem, title, safe, onRetry, nextTry }: ProblemCardProps) {
  const { t } = useI18n();
  const words = wordsOf(problem, t);
  return (
    <Card tone="problem">
      <div role="alert">
        <div className={classes.line}>
          <IconAlertTriangle className={classes.mark} size={18} stroke={1.8} aria-hidden />
          <h2 className={classes.problem}>{title ?? words.title}</h2>
        </div>
        <div className={classes.words}>
          {words.detail} {safe}
        </div>
      </div>
      {onRetry !== undefined && (
        <div className={classes.actions}>
          <Button size="xs" onClick={onRetry}>
            {t("shared.tryNow")}
          </Button>
          {nextTry !== undefined && <span className={classes.note}>{nextTry}</span>}
        </div>
      )}
    </Card>
  );
}

type Words = { title: string; detail: string };

function wordsOf(problem: Error, t: (key: string) => string): Words {
  if (!(problem instanceof Problem)) {
    return { title: t("shared.faultTitle"), detail: t("shared.faultDetail") };
  }
  if (problem.status === 0) {
    return { title: t("shared.unreachableTitle"), detail: t("shared.unreachableDetail") };
  }
  if (problem.status >= 500 && problem.code === FAULT) {
    return { title: t("shared.serverTitle"), detail: t("shared.serverDetail") };
  }
  const places = problem.errors.map((error) => error.message).join(" ");
  const said = [problem.detail, places].find((words) => words !== "" && words !== problem.title);
  return { title: problem.title, detail: said ?? "" };
}

/** Long enough that a quick answer shows no skeleton. */
const SKELETON_AFTER_MS = 150;

/** Shows its children only when waiting lasts; says once to a screen reader that it loads. */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div role="status" aria-label={t("shared.loading")}>
      {children}
    </div>
  );
}

/** A skeleton of a card with a title and rows with a picture. */
export function RowsSkeleton({
  rows = 3,
  hasPictures = true,
}: {
  rows?: number;
  hasPictures?: boolean;
}) {
  return (
    <Card>
      <div className={classes.skeletonHead}>
        <Skeleton height={16} width="35%" />
        <Skeleton height={16} width={56} />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.skeletonRow}>
          {hasPictures && <Skeleton height={44} width={44} />}
          <div className={classes.skeletonLines}>
            <Skeleton height={10} width={`${78 - ((row * 7) % 24)}%`} />
            <Skeleton height={10} width={`${48 - ((row * 9) % 20)}%`} />
          </div>
        </div>
      ))}
    </Card>
  );
}
