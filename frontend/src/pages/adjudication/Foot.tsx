import { Button, Select, TextInput } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { Callout, FormProblem, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import classes from "./Adjudication.module.css";
import { Key } from "./Key";
import { More } from "./More";
import { PickMenu } from "./PickMenu";
import type { Detail, Doubt, Reason } from "./types";
import type { Actions } from "./use-actions";
import type { Hold } from "./use-hold";
import { NOTE_FIELD, REASON_FIELD, type Opened } from "./use-keys";
import type { Settle } from "./use-settle";
import type { Cluster } from "./verdict";
import { REASONS } from "./words";

interface FootProps {
  detail: Detail;
  cluster: Cluster | undefined;
  actions: Actions;
  left: readonly Doubt[];
  reason: Reason;
  onReason: (reason: Reason) => void;
  note: string;
  onNote: (note: string) => void;
  /** A doubt by the number of its cluster. */
  nameOf: (doubt: Doubt) => string;
  canDecide: boolean;
  /** Whether taps put marks on the picture now. */
  isCommenting: boolean;
  onComment: () => void;
  settle: Settle;
  onFinish: () => void;
  /** What is open over the page, and what is to be. */
  opened: Opened;
  onOpen: (what: Opened) => void;
  onKeysShown: () => void;
  /** Takes the last decision back; null before the first. */
  onUndo: (() => void) | null;
  /** Others were asked, or nobody is to label it. */
  onGivenUp: () => Promise<void>;
  projectId: number;
  hold: Hold;
}

/** What can be done to the chosen cluster, and to the whole task. */
export function Foot(props: FootProps) {
  if (!props.canDecide) return <NotYours {...props} />;
  return (
    <>
      <TaskActions {...props} />
      <ClusterActions {...props} />
    </>
  );
}

/** Why this reviewer cannot decide, and where to go. */
function NotYours({ detail, hold, projectId }: FootProps) {
  const { t } = useI18n();
  const { next_disputed_id: next, task } = detail;
  const words = detail.has_taken_part
    ? t("adjudication.tookPart")
    : (hold.problem?.message ?? t("adjudication.isOver", { state: task.state }));
  return (
    <footer className={classes.foot} data-alone>
      <Callout tone="caution">{words}</Callout>
      {next !== null && (
        <ButtonLink
          to="/p/$projectId/disputed/$taskId"
          params={{ projectId, taskId: next }}
          variant="filled"
        >
          {t("adjudication.nextOne")}
        </ButtonLink>
      )}
    </footer>
  );
}

function ClusterActions({ cluster, actions, left, onOpen, onUndo }: FootProps) {
  const { t } = useI18n();
  const whole = actions.people.map((one) => ({
    key: String(one.id),
    name: one.pseudonym,
    pick: () => actions.takeWhole(one.id),
  }));
  const theirs = actions.takeable.map((one) => ({
    key: `${one.source.submission_id} ${one.source.shape_id}`,
    name: one.pseudonym,
    pick: () => actions.take(one),
  }));
  // Worked out once the menu is open: outlines are joined for it.
  const keeps = (one: Cluster) => actions.menu === "merge" && actions.keepsFirst(one);
  const others = actions.others.map((one) => ({
    key: one.key,
    name: t(keeps(one) ? "adjudication.mergeKeeps" : "adjudication.mergeWith", { n: one.number }),
    pick: () => actions.merge(one.key),
  }));
  const isShape = cluster !== undefined;
  return (
    <div className={classes.acts} role="group" aria-label={t("adjudication.actions")}>
      <MergedNote merged={actions.merged} onUndo={onUndo} />
      {isShape && (
        <Button
          className={classes.accept}
          variant={left.length > 0 ? "filled" : "default"}
          onClick={actions.accept}
          rightSection={<Key action="review.accept" />}
        >
          {t(cluster.shape === null ? "adjudication.keepOut" : "adjudication.accept")}
        </Button>
      )}
      <PickMenu
        label={t(isShape ? "adjudication.takeOne" : "adjudication.takeWhole")}
        shortcut="review.take"
        opened={actions.menu === "take"}
        onOpened={(isOpen) => actions.openMenu(isOpen ? "take" : null)}
        choices={isShape ? theirs : whole}
      />
      {isShape && others.length > 0 && (
        <PickMenu
          label={t("adjudication.merge")}
          shortcut="review.merge"
          opened={actions.menu === "merge"}
          onOpened={(isOpen) => actions.openMenu(isOpen ? "merge" : null)}
          choices={others}
        />
      )}
      {isShape && cluster.shape !== null && (
        <Button
          size="xs"
          onClick={actions.leaveOut}
          rightSection={<Key action="review.leave_out" />}
        >
          {t("adjudication.leaveOut")}
        </Button>
      )}
      <Button
        size="xs"
        onClick={() => onOpen("drawing")}
        rightSection={<Key action="review.edit" />}
      >
        {t("adjudication.edit")}
      </Button>
    </div>
  );
}

const MERGED = {
  box: "adjudication.mergedMiddle",
  rotated_box: "adjudication.mergedMiddle",
  ellipse: "adjudication.mergedMiddle",
  keypoints: "adjudication.mergedMiddle",
  mask: "adjudication.mergedPixels",
  polygon: "adjudication.mergedOutline",
  polyline: "adjudication.mergedKept",
} as const;

/** What was made of two, in words, and the way back. */
function MergedNote({ merged, onUndo }: Pick<Actions, "merged"> & Pick<FootProps, "onUndo">) {
  const { t } = useI18n();
  const words =
    merged && t(MERGED[merged.kind ?? "polyline"], { n: merged.n, other: merged.other });
  return (
    <>
      <span role="status" className={classes.merged}>
        {words}
      </span>
      {merged !== null && onUndo !== null && (
        <Button
          size="xs"
          variant="subtle"
          onClick={onUndo}
          rightSection={<Key action="edit.undo" />}
        >
          {t("adjudication.undo")}
        </Button>
      )}
    </>
  );
}

function TaskActions(props: FootProps) {
  const { t } = useI18n();
  const { left, settle, nameOf } = props;
  return (
    <footer className={classes.foot}>
      <FormProblem problem={settle.problem} />
      <Select
        id={REASON_FIELD}
        aria-label={t("adjudication.reason")}
        data={Object.entries(REASONS).map(([value, words]) => ({ value, label: t(words) }))}
        value={props.reason}
        onChange={(value) => props.onReason((value ?? "other") as Reason)}
        allowDeselect={false}
        className={classes.reason}
      />
      <TextInput
        id={NOTE_FIELD}
        aria-label={t("adjudication.noteLabel")}
        placeholder={t("adjudication.noteLabel")}
        value={props.note}
        onChange={(event) => props.onNote(event.currentTarget.value)}
        className={classes.noteField}
      />
      <Button
        size="xs"
        variant={props.isCommenting ? "light" : "subtle"}
        aria-pressed={props.isCommenting}
        leftSection={<IconMapPin size={16} stroke={1.6} aria-hidden />}
        rightSection={<Key action="review.mark" />}
        onClick={props.onComment}
      >
        {t("adjudication.comment")}
      </Button>
      <More
        detail={props.detail}
        opened={props.opened}
        onOpen={props.onOpen}
        onKeysShown={props.onKeysShown}
        onUndo={props.onUndo}
        onSuccess={props.onGivenUp}
      />
      <div className={classes.end}>
        {left.length > 0 && (
          <span className={classes.left}>
            {t("adjudication.left", { what: left.slice(0, 2).map(nameOf).join(", ") })}
          </span>
        )}
        <Button
          variant={left.length > 0 ? "default" : "filled"}
          loading={settle.isPending}
          onClick={props.onFinish}
          rightSection={<Key action="task.submit" />}
        >
          {t("adjudication.settle")}
        </Button>
      </div>
    </footer>
  );
}
