import { Button, Skeleton, VisuallyHidden } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { apiKey } from "@/api/query";
import { ButtonLink } from "@/pages/shell/Link";
import { useMe } from "@/pages/shell/session";
import { AfterAMoment, late, ProblemCard, useI18n } from "@/panels/shared";
import { workRoute } from "./routes";
import { EarlierNote, SendNote, SpareNote } from "./TaskNotes";
import { TaskView } from "./TaskView";
import { TaskLoop, type Outcome, type Task, type TaskState } from "./task-loop";
import classes from "./WorkPage.module.css";

const EmptyTask = late(() => import("./EmptyTask").then((script) => script.EmptyTask));
const FeedbackAfter = late(
  () => import("@/pages/feedback/FeedbackAfter").then((script) => script.FeedbackAfter),
  undefined,
  NextTask,
);

const SAID = {
  submitted: "work.saidSubmitted",
  taught: "work.saidTaught",
  spare: "work.saidSpare",
  skipped: "work.saidSkipped",
  kept: "work.saidKept",
  refused: "work.saidRefused",
} as const;

/** Full screen: one task after the other, until there is none. */
export default function WorkPage() {
  const { projectId } = workRoute.useParams();
  return <Tasks key={projectId} projectId={projectId} />;
}

function Tasks({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const me = useMe();
  const queryClient = useQueryClient();
  const [loop] = useState(() => new TaskLoop(projectId, me.id));
  const state = useSyncExternalStore(
    (listener) => loop.subscribe(listener),
    () => loop.state,
  );
  const claim = useCallback(() => void loop.claim(), [loop]);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    claim();
    return () => {
      isHere.current = false;
      loop.leave();
    };
  }, [claim, loop]);
  const [taughtId, setTaughtId] = useState<number | null>(null);
  const [closedNote, closeNote] = useState<TaskState | null>(null);
  const done = ({ visit, assignment }: Task, how: Outcome) => {
    // Whoever left while it was being sent wants no other task.
    if (!isHere.current) return;
    if (how === "kept") loop.expectWaiting();
    // Nor does who took it over, and has another one by now.
    if (loop.state.kind !== "working" || loop.state.task.visit !== visit) return;
    if (how === "taught") setTaughtId(assignment.id);
    else void loop.claim(how);
    // Asked again with the next task, not between the two.
    for (const path of ["/api/v1/projects/{project_id}/progress", "/api/v1/feed"] as const)
      void queryClient.invalidateQueries({ queryKey: apiKey(path), refetchType: "none" });
  };
  if (taughtId !== null) {
    return (
      <main className={classes.page}>
        <VisuallyHidden role="status">{t(SAID.taught)}</VisuallyHidden>
        <FeedbackAfter
          assignmentId={taughtId}
          onNext={() => {
            setTaughtId(null);
            claim();
          }}
        />
      </main>
    );
  }
  const note = (
    <>
      <EarlierNote loop={loop} />
      {state.kind === "claiming" && <SendNote sender={loop.sender} />}
      {state.after === "spare" && state !== closedNote && (
        <SpareNote onClose={() => closeNote(state)} />
      )}
    </>
  );
  const shown =
    state.kind === "working" ? state.task : state.kind === "claiming" ? state.over : null;
  return (
    <main className={classes.page}>
      <VisuallyHidden role="status">
        {/* Another element each time: what is said twice is heard twice. */}
        <span key={shown?.visit}>{state.after !== null && t(SAID[state.after])}</span>
      </VisuallyHidden>
      {state.kind === "claiming" && shown === null && (
        <>
          <SendNote sender={loop.sender} />
          <AfterAMoment>
            <TaskSkeleton />
          </AfterAMoment>
        </>
      )}
      {shown !== null && (
        <TaskView
          key={shown.visit}
          task={shown}
          isOver={state.kind === "claiming"}
          ownerId={me.id}
          note={note}
          onDone={(how) => done(shown, how)}
          onStop={() => loop.letGo()}
          onTakeOver={() => {
            // What the other window sent without an answer is sent from here first.
            loop.expectWaiting();
            claim();
          }}
        />
      )}
      {state.kind === "empty" && (
        <div className={classes.centre}>
          {note}
          <EmptyTask claim={state.claim} projectId={projectId} onRetry={claim} />
        </div>
      )}
      {state.kind === "failed" && (
        <div className={classes.centre}>
          <ProblemCard problem={state.problem} onRetry={claim} />
          <ButtonLink variant="subtle" to="/home">
            {t("work.toOtherWork")}
          </ButtonLink>
        </div>
      )}
    </main>
  );
}

/** Where what a task taught cannot be shown, there is more work all the same. */
function NextTask({ onNext }: { onNext: () => void }) {
  const { t } = useI18n();
  return (
    <Button size="xs" variant="default" onClick={onNext}>
      {t("feedback.next")}
    </Button>
  );
}

/** The bars and panels where they will be. */
function TaskSkeleton() {
  return (
    <div className={classes.skeleton}>
      <Skeleton height={48} radius={0} />
      <div className={classes.skeletonBody}>
        <Skeleton className={classes.skeletonRail} radius={0} />
        <Skeleton className={classes.skeletonStage} radius={0} />
        <Skeleton className={classes.skeletonSide} radius={0} />
      </div>
      <Skeleton height={56} radius={0} />
    </div>
  );
}
