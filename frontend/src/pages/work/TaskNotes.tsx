import { Button, Group } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { JournalHealth } from "@/api/journal";
import type { Problem } from "@/api/problem";
import type { Draft } from "@/api/work";
import { Callout, Card, ProblemCard, useI18n } from "@/panels/shared";
import type { DraftState } from "./draft-keeper";
import { isFinal, type SubmissionSender } from "./submission-sender";
import type { TaskLoop } from "./task-loop";
import classes from "./WorkPage.module.css";

/** "Your submission is not sent yet": kept, tried again by itself, and at once when asked. */
export function SendNote({
  sender,
  onGoOn,
  onNext,
  onKept,
}: {
  sender: SubmissionSender;
  /** Back to the drawing, where the refusal can be mended. */
  onGoOn?: () => void;
  /** Leaves this task, when nothing can be mended. */
  onNext?: () => void;
  /** Leaves this task with the submission kept, to be sent when the person may work again. */
  onKept?: () => void;
}) {
  const { t } = useI18n();
  const state = useSyncExternalStore(
    (listener) => sender.subscribe(listener),
    () => sender.state,
  );
  if (state.kind === "refused") {
    const isMendable = state.problem.status === 422;
    const isKept = !isFinal(state.problem);
    const leave = isMendable ? onGoOn : isKept ? onKept : onNext;
    const safeWords = isKept ? t("work.refusedKept") : isMendable && t("work.refusedSafe");
    return (
      <div className={classes.refusal}>
        <ProblemCard problem={state.problem} safe={safeWords} />
        {leave !== undefined && (
          <Button size="xs" onClick={leave}>
            {isMendable ? t("work.refusedGoOn") : t("work.refusedNext")}
          </Button>
        )}
      </div>
    );
  }
  if (state.kind !== "waiting") return null;
  return (
    <Card tone="problem">
      <div role="alert">
        <h2 className={classes.noteTitle}>{t("work.notSentTitle")}</h2>
        <p className={classes.noteWords}>{t("work.notSentDetail")}</p>
      </div>
      <Group gap="sm">
        <Button size="xs" onClick={() => sender.tryNow()}>
          {t("work.tryNow")}
        </Button>
        <NextTry at={state.nextTryAt} />
      </Group>
    </Card>
  );
}

function NextTry({ at }: { at: number }) {
  const { t } = useI18n();
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={classes.quiet}>
      {t("work.nextTry", { n: Math.max(0, Math.ceil((at - now) / 1000)) })}
    </span>
  );
}

interface DraftNoteProps {
  state: DraftState;
  onKeepOwn: () => void;
  onTakeOther: (draft: Draft) => void;
}

/** Of a draft that is refused, or of two versions of one: both are kept until the person has chosen. */
export function DraftNote({ state, onKeepOwn, onTakeOther }: DraftNoteProps) {
  const { t } = useI18n();
  if (state.kind === "refused") return <Callout tone="caution">{t("work.draftRefused")}</Callout>;
  if (state.kind !== "conflict") return null;
  return (
    <Floating>
      <Callout tone="caution" title={t("work.conflictTitle")}>
        <p className={classes.noteWords}>
          {t("work.conflictDetail", { n: state.other.document.shapes.length })}
        </p>
        <Group gap="sm">
          <Button size="xs" onClick={onKeepOwn}>
            {t("work.conflictKeep")}
          </Button>
          <Button size="xs" onClick={() => onTakeOther(state.other)}>
            {t("work.conflictTake")}
          </Button>
        </Group>
      </Callout>
    </Floating>
  );
}

/** Staff took the task back while it was drawn: why, and the way on. */
export function TakenBackNote({ problem, onNext }: { problem: Problem; onNext: () => void }) {
  const { t } = useI18n();
  return (
    <Callout tone="caution" title={problem.title}>
      <p role="alert" className={classes.noteWords}>
        {problem.detail}
      </p>
      <Button size="xs" onClick={onNext}>
        {t("work.refusedNext")}
      </Button>
    </Callout>
  );
}

export function Floating({ children }: { children: ReactNode }) {
  return <div className={classes.floating}>{children}</div>;
}

/** A submission of an earlier visit that the server did not take. */
export function EarlierNote({ loop }: { loop: TaskLoop }) {
  const { t } = useI18n();
  const problem = useSyncExternalStore(
    (listener) => loop.subscribe(listener),
    () => loop.refusal,
  );
  if (problem === null) return null;
  return (
    <div className={classes.refusal}>
      {isFinal(problem) ? (
        <ProblemCard problem={problem} title={t("work.earlierRefused")} />
      ) : (
        <ProblemCard problem={problem} title={t("work.earlierKept")} safe={t("work.refusedKept")} />
      )}
      <Button size="xs" onClick={() => loop.forgetRefusal()}>
        {t("work.close")}
      </Button>
    </div>
  );
}

/** Of the last answer: it came when others had filled its place. */
export function SpareNote({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Floating>
      <Callout tone="caution" title={t("work.spareTitle")}>
        <p className={classes.noteWords}>{t("work.spare")}</p>
        <Button size="xs" onClick={onClose}>
          {t("work.close")}
        </Button>
      </Callout>
    </Floating>
  );
}

/** Of a journal that cannot fail. */
const WELL = new JournalHealth();

/** "This browser keeps nothing of your work": said once a task, until it is read. */
export function JournalNote({ health = WELL }: { health?: JournalHealth }) {
  const { t } = useI18n();
  const hasFailed = useSyncExternalStore(health.subscribe, () => health.hasFailed);
  const [isRead, setRead] = useState(false);
  if (!hasFailed || isRead) return null;
  return (
    <Callout tone="caution" title={t("work.journalFails")}>
      <p role="alert">{t("work.journalFailsDetail")}</p>
      <Button size="xs" onClick={() => setRead(true)}>
        {t("work.journalFailsRead")}
      </Button>
    </Callout>
  );
}
