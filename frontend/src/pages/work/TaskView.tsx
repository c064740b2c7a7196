import { VisuallyHidden } from "@mantine/core";
import { IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { ignoringStorage } from "@/api/journal";
import { apiQuery } from "@/api/query";
import { isTakenBack, newIntentKey, type LabelVerdict, type SkipReason } from "@/api/work";
import { courseOf } from "@/model/course";
import type { AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { Unfinished } from "@/model/unfinished";
import { LeaseRing, TopBar, useIsPhone } from "@/panels/workspace";
import { Callout, ProblemCard, useI18n } from "@/panels/shared";
import { DraftKeeper, type DraftState } from "./draft-keeper";
import { handIn } from "./hand-in";
import { ElsewhereNote } from "./ElsewhereNote";
import { GuidelineNews } from "./GuidelineNews";
import { OwnWindow } from "./own-window";
import { SkipDialog } from "./SkipDialog";
import { SubmissionSender } from "./submission-sender";
import { SkipButtons, TaskMenu } from "./TaskActions";
import { DraftNote, JournalNote, SendNote, TakenBackNote } from "./TaskNotes";
import { useGiveBack } from "./use-give-back";
import { useGuideline } from "./use-guideline";
import { useLease } from "./use-lease";
import { useOnlyTab } from "./use-only-tab";
import type { Outcome, Task } from "./task-loop";
import { TaskStage } from "./TaskStage";
import { useStopwatch } from "./use-time-spent";
import classes from "./WorkPage.module.css";

interface TaskViewProps {
  task: Task;
  ownerId: number;
  /** It is done with, and shown until the next one is there. */
  isOver: boolean;
  /** What is left to say from before. */
  note: ReactNode;
  /** The task is done with: submitted, skipped or given back. */
  onDone: (how: Outcome) => void;
  /** The task was given back: the person stops for now. */
  onStop: () => Promise<void>;
  /** The person works here again: what was done in another window is looked up, and shown anew. */
  onTakeOver: () => void;
}

/** As long as the page is loaded: a duplicated tab, which shares the journal, has its own. */
const THIS_WINDOW = new OwnWindow(newIntentKey());

/** One task from the first look to the submission. */
export function TaskView({
  task,
  isOver: isDone,
  ownerId,
  note,
  onDone,
  onStop,
  onTakeOver,
}: TaskViewProps) {
  const { t, money } = useI18n();
  const router = useRouter();
  const isPhone = useIsPhone();
  const { assignment } = task;
  const [start, setStart] = useState({ document: task.start.document, version: 0 });
  const [schema] = useState(() => readSchema(assignment.schema_version.definition));
  const watch = useStopwatch(task.start.secondsSpent);
  const keeper = useKeeper(task, ownerId, () => watch.seconds);
  const draft = useSyncExternalStore(
    (listener) => keeper.subscribe(listener),
    () => keeper.state,
  );
  const [sender] = useState(() => new SubmissionSender());
  const sending = useSyncExternalStore(
    (listener) => sender.subscribe(listener),
    () => sender.state.kind,
  );
  const isSending = sending !== "idle";
  const lease = useLease(assignment);
  const { isElsewhere, takeOver } = useOnlyTab(assignment.id, { onRest: () => keeper.close() });
  const [skipReason, setSkipReason] = useState<SkipReason | null>(null);
  const [areKeysShown, showKeys] = useState(false);
  const guideline = useGuideline(assignment.project_id);
  const dropped = () => task.journal.drop(assignment.id).catch(ignoringStorage);

  /** From the press on, before the page shows it: once is enough, and what was sent is not skipped. */
  const isHandedIn = useRef(false);
  const [refusals, setRefusals] = useState(0);
  const submit = async (document: AnnotationDocument, verdict?: LabelVerdict) => {
    if (isHandedIn.current) return;
    isHandedIn.current = true;
    const course = courseOf(keeper.course, document);
    const answer = { document, secondsSpent: watch.seconds, course, key: newIntentKey() };
    const isDrawn = verdict === undefined || verdict.outcome === "fix";
    const made = isDrawn ? { ...answer, draftRevision: keeper.draftRevision } : answer;
    const submission = verdict === undefined ? made : { ...made, verdict };
    const sent = await handIn(submission, { assignmentId: assignment.id, keeper, sender });
    if (sent === "refused") {
      isHandedIn.current = false;
      return setRefusals((before) => before + 1);
    }
    // What is asked of the journal next waits for this, so nobody has to.
    void dropped();
    onDone(sent);
  };
  const { keepAlive } = lease;
  const changed = useCallback(
    (document: AnnotationDocument) => {
      keeper.changed(document);
      keepAlive();
    },
    [keeper, keepAlive],
  );
  const unfinishedChanged = useCallback(
    (unfinished: Unfinished | null) => {
      keeper.unfinishedChanged(unfinished);
      keepAlive();
    },
    [keeper, keepAlive],
  );
  const leave = (how: "skipped" | "refused") => {
    keeper.close();
    void dropped();
    onDone(how);
  };
  const givingBack = useGiveBack(assignment.id, async () => {
    keeper.close();
    await onStop();
    await dropped();
    await router.navigate({ to: "/home" });
  });
  const { problem: notGivenBack, giveBack } = givingBack;
  /** What waits to be sent is no more to be skipped than what was taken; a refusal opens it again. */
  const isOver = isDone || givingBack.isGone || (isSending && sending !== "refused");
  const skip = (reason: SkipReason) => {
    if (!isOver && !isHandedIn.current) setSkipReason(reason);
  };
  const refusedDraft =
    draft.kind === "refused" && isTakenBack(draft.problem) ? draft.problem : null;
  const takenBack = lease.takenBack ?? refusedDraft;
  const goOnAfterRefusal = () => {
    sender.clear();
    void keeper.reopened();
  };

  if (isElsewhere) {
    return (
      <ElsewhereNote
        onTakeOver={() => {
          takeOver();
          onTakeOver();
        }}
      />
    );
  }
  return (
    <>
      <TopBar
        projectName={assignment.project_name}
        guidelineNumber={assignment.guideline_version.number}
        itemName={assignment.item.name}
        progress={<Progress projectId={assignment.project_id} />}
        price={money(assignment.price.amount_minor, assignment.price.currency)}
        saved={<SavedNote state={draft} hasWords={!isPhone} />}
        lease={
          <LeaseRing
            endsAtMs={lease.endsAtMs}
            leaseSeconds={lease.leaseSeconds}
            hasWords={!isPhone}
            onEnd={lease.end}
          />
        }
        isPhone={isPhone}
        menu={
          <TaskMenu
            isOver={isOver}
            onSkip={skip}
            onGiveBack={() => {
              if (!isHandedIn.current) void giveBack();
            }}
            onKeys={isPhone ? () => showKeys(true) : null}
          />
        }
        onBack={() => void router.navigate({ to: "/home" })}
        onKeys={() => showKeys(true)}
      />
      {/* Who looks closely, or goes round a long outline, is at work before anything is changed. */}
      <div
        className={classes.stage}
        onPointerDownCapture={keepAlive}
        onPointerMoveCapture={keepAlive}
        onWheelCapture={keepAlive}
        onKeyDownCapture={keepAlive}
      >
        <TaskStage
          key={start.version}
          assignment={assignment}
          ownerId={ownerId}
          suggestion={task.suggestion}
          schema={schema}
          document={start.document}
          unfinished={start.version === 0 ? task.start.unfinished : null}
          onUnfinished={unfinishedChanged}
          guideline={guideline}
          onChange={changed}
          onSubmit={(document, verdict) => void submit(document, verdict)}
          isSubmitting={isSending || isOver}
          refusals={refusals}
          footStart={<SkipButtons isOver={isOver} onSkip={skip} />}
          onTaskKey={(action) => {
            if (action !== "task.skip") return false;
            skip("cannot_tell");
            return true;
          }}
          areKeysShown={areKeysShown}
          onKeysShown={showKeys}
          notes={
            <Notes>
              {note}
              <GuidelineNews projectId={assignment.project_id} />
              <SendNote
                sender={sender}
                onGoOn={goOnAfterRefusal}
                onNext={() => leave("refused")}
                onKept={() => onDone("kept")}
              />
              {notGivenBack !== null && !isOver && (
                <ProblemCard
                  problem={notGivenBack}
                  safe={t("work.refusedSafe")}
                  onRetry={() => void giveBack()}
                />
              )}
              {refusedDraft === null && (
                <DraftNote
                  state={draft}
                  onKeepOwn={() => keeper.keepOwn()}
                  onTakeOther={() => {
                    const document = keeper.takeOther();
                    if (document !== null)
                      setStart((now) => ({ document, version: now.version + 1 }));
                  }}
                />
              )}
              <JournalNote health={task.journal.health} />
              {takenBack !== null && !isSending && !isOver && (
                <TakenBackNote problem={takenBack} onNext={() => leave("refused")} />
              )}
              {lease.hasEnded && takenBack === null && (
                <Callout tone="caution" title={t("work.leaseEndedTitle")}>
                  {t("work.leaseEnded")}
                </Callout>
              )}
            </Notes>
          }
        />
      </div>
      <SkipDialog
        assignmentId={assignment.id}
        reason={isOver ? null : skipReason}
        onReason={setSkipReason}
        onSkipped={() => leave("skipped")}
      />
    </>
  );
}

function useKeeper(
  { assignment, start, journal }: Task,
  ownerId: number,
  secondsSpent: () => number,
): DraftKeeper {
  const [keeper] = useState(() => {
    const { document, unfinished, course, revision, isUnsaved, other } = start;
    const made = new DraftKeeper({
      assignmentId: assignment.id,
      ownerId,
      journal,
      ownWindow: THIS_WINDOW,
      revision,
      document,
      unfinished,
      course,
      secondsSpent,
    });
    // What only this device has goes to the server; with a later draft there it becomes a conflict.
    if (isUnsaved || other !== null) made.changed(document);
    return made;
  });
  useEffect(() => {
    keeper.opened();
    return () => keeper.left();
  }, [keeper]);
  return keeper;
}

function Notes({ children }: { children: ReactNode }) {
  return <div className={classes.notes}>{children}</div>;
}

function Progress({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const { data } = useQuery(
    apiQuery("/api/v1/projects/{project_id}/progress", {
      params: { path: { project_id: projectId } },
    }),
  );
  return data === undefined ? null : <span>{t("work.doneToday", { n: data.done_today })}</span>;
}

const SAVED = {
  saved: ["work.saved", IconCloudCheck],
  saving: ["work.saving", IconCloudUp],
  on_device: ["work.onDevice", IconCloudOff],
  conflict: ["work.notSaved", IconCloudOff],
  refused: ["work.onDevice", IconCloudOff],
} as const;

function SavedNote({ state, hasWords }: { state: DraftState; hasWords: boolean }) {
  const { t } = useI18n();
  const [words, Icon] = SAVED[state.kind];
  const isQuiet = state.kind === "saved" || state.kind === "saving";
  return (
    <span className={classes.saved} data-caution={isQuiet ? undefined : true} role="status">
      <Icon size={hasWords ? 16 : 20} stroke={1.6} aria-hidden />
      {hasWords ? t(words) : <VisuallyHidden>{t(words)}</VisuallyHidden>}
    </span>
  );
}
