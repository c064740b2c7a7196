import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { FormProblem, SelectField, useI18n } from "@/panels/shared";
import { DeletePictures } from "./DeletePictures";
import { ITEMS, REASON_NAMES, type Reason, STALE_ITEMS } from "./finding";
import classes from "./Items.module.css";

interface ItemActionsProps {
  datasetId: number;
  chosen: ReadonlySet<number>;
  onDone: () => void;
  /** To the form of a batch of them. */
  onBatch: () => void;
}

/** What can be done with the items that are chosen. */
export function ItemActions({ datasetId, chosen, onDone, onBatch }: ItemActionsProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState<Reason>("other");
  const params = { path: { dataset_id: datasetId } };
  const ids = [...chosen];
  const exclude = useSend({
    send: (body: { item_ids: number[]; reason: Reason }, headers) =>
      answerOf(api.POST(`${ITEMS}/exclude`, { params, headers, body })),
    stale: STALE_ITEMS,
    onSuccess: onDone,
  });
  const include = useSend({
    send: (body: { item_ids: number[] }, headers) =>
      answerOf(api.POST(`${ITEMS}/include`, { params, headers, body })),
    stale: STALE_ITEMS,
    onSuccess: onDone,
  });
  if (chosen.size === 0) return null;
  return (
    <div className={classes.actions} role="group" aria-label={t("items.chosen", { n: ids.length })}>
      <span>{t("items.chosen", { n: ids.length })}</span>
      <SelectField
        aria-label={t("items.reason")}
        value={reason}
        data={Object.entries(REASON_NAMES).map(([value, label]) => ({ value, label: t(label) }))}
        onChange={(value) => setReason(value as Reason)}
      />
      <Button loading={exclude.isPending} onClick={() => exclude.mutate({ item_ids: ids, reason })}>
        {t("items.exclude")}
      </Button>
      <Button loading={include.isPending} onClick={() => include.mutate({ item_ids: ids })}>
        {t("items.include")}
      </Button>
      <Button onClick={onBatch}>{t("items.batchOfThese")}</Button>
      <DeletePictures
        count={ids.length}
        picturesOf={() => ids.map((id) => ({ id, datasetId }))}
        onDone={onDone}
      />
      <Button variant="subtle" onClick={onDone}>
        {t("items.chooseNone")}
      </Button>
      <FormProblem problem={exclude.error ?? include.error} />
    </div>
  );
}
