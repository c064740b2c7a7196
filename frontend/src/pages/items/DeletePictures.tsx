import { Button } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Callout, ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import { STALE_ITEMS } from "./finding";
import classes from "./Items.module.css";

const AT_ONCE = 100;
const LEAST_LETTERS = 3;

/** An item, and the dataset it lies in. */
export interface Picture {
  readonly id: number;
  readonly datasetId: number;
}

interface DeletePicturesProps {
  /** How many there are. */
  count: number;
  /** Which, asked once they are to go. */
  picturesOf: () => readonly Picture[] | Promise<readonly Picture[]>;
  /** Queries that show them, beside those of items. */
  stale?: readonly QueryKey[];
  onDone?: () => void;
}

/** Asks for a reason, says what follows, and deletes pictures for good. */
export function DeletePictures(props: DeletePicturesProps) {
  const { count, picturesOf, stale = [], onDone } = props;
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const close = () => setAsking(false);
  const remove = useSend({
    send: async (note: string) => deleteAll(await picturesOf(), note),
    stale: [...STALE_ITEMS, ...stale],
    onSuccess: () => {
      close();
      setNote("");
      onDone?.();
    },
  });
  const said = note.trim();
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("items.delete", { n: count })}
      </Button>
      {remove.data !== undefined && remove.data > 0 && (
        <Callout tone="caution">{t("items.deleteNotFound", { n: remove.data })}</Callout>
      )}
      <ConfirmDialog
        opened={isAsking}
        title={t("items.deleteTitle", { n: count })}
        verb={t("items.deleteVerb")}
        isDangerous
        isDisabled={said.length < LEAST_LETTERS}
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate(said)}
        onClose={close}
      >
        <div className={classes.deleting}>
          <p>{t("items.deleteBytes")}</p>
          <ul>
            <li>{t("items.deleteWork")}</li>
            <li>{t("items.deleteTraining")}</li>
            <li>{t("items.deleteReleases")}</li>
          </ul>
          <TextField
            label={t("items.deleteWhy")}
            description={t("items.deleteWhyNote")}
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.currentTarget.value)}
            problem={remove.error}
            path="note"
            required
          />
        </div>
      </ConfirmDialog>
    </>
  );
}

/**
 * Each in its dataset, so many at a time; what was deleted before a failure is passed over the next
 * time. How many were not found to be deleted.
 */
async function deleteAll(pictures: readonly Picture[], note: string): Promise<number> {
  let left = pictures.length;
  for (const datasetId of new Set(pictures.map((one) => one.datasetId))) {
    const of = pictures.filter((one) => one.datasetId === datasetId);
    const params = { path: { dataset_id: datasetId } };
    for (let at = 0; at < of.length; at += AT_ONCE) {
      const body = { item_ids: of.slice(at, at + AT_ONCE).map(({ id }) => id), note };
      const send = api.POST("/api/v1/datasets/{dataset_id}/items/delete", { params, body });
      left -= (await answerOf(send)).item_count;
    }
  }
  return left;
}
