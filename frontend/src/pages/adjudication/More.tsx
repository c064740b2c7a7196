import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { ConfirmDialog, NumberField, TextField, useI18n } from "@/panels/shared";
import { Key } from "./Key";
import type { Detail } from "./types";
import type { Opened } from "./use-keys";
import { STALE } from "./use-settle";

interface MoreProps {
  detail: Detail;
  opened: Opened;
  onOpen: (what: Opened) => void;
  onKeysShown: () => void;
  onUndo: (() => void) | null;
  /** The task is no longer this reviewer's. */
  onSuccess: () => Promise<void>;
}

/** Instead of deciding: ask further people, send an answer back, or drop the picture. */
export function More(props: MoreProps) {
  const { detail, opened, onOpen, onUndo, onSuccess } = props;
  const { t } = useI18n();
  const [people, setPeople] = useState<number | string>(1);
  const [note, setNote] = useState("");
  const params = { path: { task_id: detail.task.task_id } };
  const ask = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/ask-more", {
          params,
          headers,
          body: { people: Number(people), note },
        }),
      ),
    stale: STALE,
    onSuccess,
  });
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/tasks/{task_id}/cancel", { params, headers, body: { note } })),
    stale: STALE,
    onSuccess,
  });
  const close = () => onOpen(null);
  const noteField = (path: string) => (
    <TextField
      label={t("adjudication.noteLabel")}
      value={note}
      onChange={(event) => setNote(event.currentTarget.value)}
      problem={path === "ask" ? ask.error : cancel.error}
      path="note"
    />
  );
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="subtle">{t("adjudication.more")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {onUndo !== null && (
            <Menu.Item onClick={onUndo} rightSection={<Key action="edit.undo" />}>
              {t("adjudication.undo")}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => onOpen("ask")} rightSection={<Key action="review.ask_more" />}>
            {t("adjudication.askMore")}
          </Menu.Item>
          <Menu.Item
            onClick={() => onOpen("sendBack")}
            rightSection={<Key action="review.send_back" />}
          >
            {t("adjudication.return")}
          </Menu.Item>
          <Menu.Item onClick={() => onOpen("cancel")} rightSection={<Key action="review.cancel" />}>
            {t("adjudication.cancel")}
          </Menu.Item>
          <Menu.Item onClick={props.onKeysShown} rightSection={<Key action="panel.keys" />}>
            {t("adjudication.keys")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={opened === "ask"}
        title={t("adjudication.askMoreTitle")}
        verb={t("adjudication.askMore")}
        isPending={ask.isPending}
        problem={ask.error}
        onConfirm={() => ask.mutate()}
        onClose={close}
      >
        <p>{t("adjudication.askMoreWords")}</p>
        <NumberField
          label={t("adjudication.people")}
          value={people}
          onChange={setPeople}
          min={1}
          max={10}
          allowDecimal={false}
          problem={ask.error}
          path="people"
        />
        {noteField("ask")}
      </ConfirmDialog>
      <ConfirmDialog
        opened={opened === "cancel"}
        title={t("adjudication.cancelTitle")}
        verb={t("adjudication.cancel")}
        isDangerous
        isPending={cancel.isPending}
        problem={cancel.error}
        onConfirm={() => cancel.mutate()}
        onClose={close}
      >
        <p>{t("adjudication.cancelWords")}</p>
        {noteField("cancel")}
      </ConfirmDialog>
    </>
  );
}
