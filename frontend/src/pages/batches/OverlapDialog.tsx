import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, NumberField, ProblemCard, useI18n } from "@/panels/shared";
import { type Batch, LIST_PATH } from "./state";

const PATH = "/api/v1/batches/{batch_id}/overlap";
const MOST_OVERLAP = 50;
const PAUSE_MS = 300;
/** Another manager was quicker: what they were told is not what it does now. */
const OVERTAKEN = "overlap_moved";
type Forecast = Answered<typeof PATH>;

interface OverlapDialogProps {
  batch: Batch;
  onClose: () => void;
}

/** Asks more or fewer people of each task of a batch, and says before what that does and costs. */
export function OverlapDialog({ batch, onClose }: OverlapDialogProps) {
  const { t } = useI18n();
  const [wanted, setWanted] = useState<number | string>(batch.overlap);
  const overlap = Number(wanted);
  const isChange = overlap >= 1 && overlap <= MOST_OVERLAP && overlap !== batch.overlap;
  const [rested] = useDebouncedValue(overlap, PAUSE_MS);
  const isAsked = isChange && rested === overlap;
  const params = { path: { batch_id: batch.id } };
  const { data: forecast, error } = useQuery({
    ...apiQuery(PATH, { params: { ...params, query: { overlap: rested } } }),
    enabled: isAsked,
  });
  const said = isAsked && forecast?.overlap === overlap ? forecast : undefined;
  const send = useSend({
    send: (body: { overlap: number; before: number }) => answerOf(api.PUT(PATH, { params, body })),
    stale: [
      apiKey(PATH),
      apiKey(LIST_PATH),
      apiKey("/api/v1/projects/{project_id}/queue"),
      apiKey("/api/v1/batches/{batch_id}/forecast"),
    ],
    overtakenCode: OVERTAKEN,
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t("batches.overlapTitle", { name: batch.name })}
      verb={t("batches.save")}
      isPending={send.isPending}
      isDisabled={said === undefined}
      problem={send.error}
      onConfirm={() => said && send.mutate({ overlap, before: said.before })}
      onClose={onClose}
    >
      <NumberField
        label={t("batches.overlap")}
        description={t("batches.overlapNow", { n: batch.overlap })}
        value={wanted}
        onChange={setWanted}
        min={1}
        max={MOST_OVERLAP}
        problem={send.error}
        path="overlap"
      />
      <div aria-live="polite">
        {said && <What forecast={said} />}
        {isAsked && !said && error && <ProblemCard problem={error} />}
      </div>
    </ConfirmDialog>
  );
}

function What({ forecast }: { forecast: Forecast }) {
  const { t, money } = useI18n();
  const { tasks, slots, cost, labels_reopened: labels, tasks_left: left, is_verified } = forecast;
  const price = money(Math.abs(cost.amount_minor), cost.currency);
  if (tasks === 0) return <p>{t("batches.overlapNothing")}</p>;
  return (
    <>
      <p>
        {t("batches.overlapTasks", { n: tasks })}{" "}
        {t(slots > 0 ? "batches.overlapMore" : "batches.overlapFewer", {
          n: Math.abs(slots),
          price,
        })}
      </p>
      {labels > 0 && (
        <p>
          {t("batches.overlapLabels", { n: labels })} {is_verified && t("batches.overlapVerified")}
        </p>
      )}
      {left > 0 && (
        <p>{t(slots > 0 ? "batches.overlapLeft" : "batches.overlapLeftFewer", { n: left })}</p>
      )}
      <p>{t(slots > 0 ? "batches.overlapBack" : "batches.overlapBackFewer")}</p>
    </>
  );
}
