import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import { asksForShapes, readSchema, type SchemaDefinition } from "@/model/schema";
import { Courses } from "@/pages/consensus/Courses";
import side from "@/pages/consensus/Side.module.css";
import { usePictureAids } from "@/pages/drawing/use-picture-aids";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { useI18n } from "@/panels/shared";
import { LayersStage, MarkLayer, MarkList } from "@/panels/workspace";
import classes from "./Adjudication.module.css";
import { Bar } from "./Bar";
import { ChosenCluster } from "./ChosenCluster";
import { ClusterList } from "./ClusterList";
import { Drawing } from "./Drawing";
import { Foot } from "./Foot";
import { Questions } from "./Questions";
import { SendBack } from "./SendBack";
import type { Detail, Reason } from "./types";
import { useActions } from "./use-actions";
import { useComments } from "./use-comments";
import { useHold } from "./use-hold";
import { keyActs, type Opened } from "./use-keys";
import { useSettle } from "./use-settle";
import { groundOf, useVerdict } from "./use-verdict";
import { clusterOf, documentOf, leftOf } from "./verdict";
import { reasonOf } from "./words";

interface AdjudicateProps {
  detail: Detail;
  projectId: number;
}

/** Layers, picture and clusters; what is decided shows at once as the white consensus. */
export function Adjudicate({ detail, projectId }: AdjudicateProps) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { task, doubts } = detail;
  const me = useMe();
  const { verdict, setVerdict, undo, redo, canUndo, forget } = useVerdict(detail, me.id);
  const [chosenKey, choose] = useState<string | null>(doubts[0]?.subject ?? null);
  const [reason, setReason] = useState<Reason>(() => reasonOf(doubts));
  const [note, setNote] = useState("");
  const [opened, setOpened] = useState<Opened>(null);
  const comments = useComments(tabKey(me.id, `marks-${task.task_id}`), groundOf(detail));
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the button is far below the picture that is pressed next.
    if (comments.isCommenting) stage.current?.scrollIntoView({ block: "nearest" });
  }, [comments.isCommenting]);
  const schema = useMemo(
    () => readSchema(task.schema_version.definition as unknown as SchemaDefinition),
    [task.schema_version.definition],
  );
  const people = useMemo(
    () =>
      task.submissions.map(({ id, pseudonym, document }) => ({
        id: String(id),
        name: pseudonym,
        document: document as unknown as AnnotationDocument,
      })),
    [task.submissions],
  );
  const document = useMemo(() => documentOf(verdict, asksForShapes(schema)), [verdict, schema]);
  const isOpen = task.state === "disputed" || task.state === "adjudicating";
  const held = useHold(task.task_id, isOpen && !detail.has_taken_part);
  const hold = {
    ...held,
    finish: () => {
      forget();
      comments.forget();
      held.finish();
    },
  };
  const left = leftOf(verdict, doubts);
  const cluster = clusterOf(verdict, chosenKey);
  const settle = useSettle({
    ...{ detail, projectId, verdict, document, reason, note, hold },
    marks: comments.said,
  });
  const actions = useActions({ detail, verdict, cluster, setVerdict, choose, left });
  const canDecide = isOpen && !detail.has_taken_part && hold.problem === null;
  const giveUp = async () => {
    hold.finish();
    await navigate({ to: "/p/$projectId/disputed", params: { projectId } });
  };
  const finish = () => {
    const [first] = left;
    if (first !== undefined) choose(first.subject);
    else if (canDecide && comments.areTold()) settle.send();
  };
  const [areKeysShown, showKeys] = useState(false);
  const onKey = keyActs(
    opened !== null || !canDecide
      ? null
      : {
          actions,
          history: { undo, redo },
          finish,
          open: setOpened,
          comment: comments.toggle,
        },
  );
  const picture = {
    url: task.item.image_url,
    levels: task.item.levels,
    width_px: task.item.width_px,
    height_px: task.item.height_px,
    alt: task.item.name,
  };
  const aids = usePictureAids(projectId, picture, schema);
  return (
    <div className={classes.screen}>
      <Bar detail={detail} projectId={projectId} left={left.length} hold={hold} />
      <main id="main" className={classes.body}>
        <div ref={stage} className={classes.stage}>
          <LayersStage
            picture={picture}
            schema={schema}
            aids={aids}
            people={people}
            consensus={document}
            chosenId={cluster?.shape?.id ?? null}
            onChoose={choose}
            hasDigits
            over={<Comments comments={comments} />}
            onKey={onKey}
            areKeysShown={areKeysShown}
            onKeysShown={showKeys}
          />
        </div>
        <aside className={`${side.side} ${classes.side}`} aria-label={t("adjudication.clusters")}>
          <ClusterList
            detail={detail}
            verdict={verdict}
            schema={schema}
            chosenKey={chosenKey}
            onChoose={choose}
          />
          {(comments.isCommenting || comments.marks.length > 0) && (
            <section>
              <MarkList
                marks={comments.marks}
                size={picture}
                onChange={comments.setMarks}
                wanted={comments.wanted}
              />
            </section>
          )}
          <Questions detail={detail} verdict={verdict} schema={schema} onVerdict={setVerdict} />
          {cluster !== undefined && (
            <ChosenCluster
              detail={detail}
              projectId={projectId}
              cluster={cluster}
              schema={schema}
            />
          )}
          <Courses task={task} schema={schema} projectId={projectId} />
        </aside>
        <Foot
          detail={detail}
          cluster={cluster}
          actions={actions}
          left={left}
          nameOf={({ subject, name }) => {
            const at = clusterOf(verdict, subject)?.number;
            return at === undefined ? name : `${at} ${name}`;
          }}
          reason={reason}
          onReason={setReason}
          note={note}
          onNote={setNote}
          canDecide={canDecide}
          isCommenting={comments.isCommenting}
          onComment={comments.toggle}
          settle={settle}
          onFinish={finish}
          opened={opened}
          onOpen={setOpened}
          onKeysShown={() => showKeys(true)}
          onUndo={canUndo ? undo : null}
          onGivenUp={giveUp}
          projectId={projectId}
          hold={hold}
        />
      </main>
      {opened === "drawing" && (
        <Drawing
          projectId={projectId}
          taskId={task.task_id}
          picture={picture}
          schema={schema}
          document={document}
          onDone={actions.drawn(() => setOpened(null))}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === "sendBack" && (
        <SendBack
          detail={detail}
          picture={picture}
          schema={schema}
          onSuccess={giveUp}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

/** Marks stay in view; taps put new ones only while that is asked for. */
function Comments({ comments }: { comments: ReturnType<typeof useComments> }) {
  const { marks, setMarks, isCommenting, want } = comments;
  return isCommenting ? (
    <MarkLayer marks={marks} onChange={setMarks} onPlaced={want} />
  ) : (
    <MarkLayer marks={marks} />
  );
}
