import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, CheckField, FormProblem, useI18n } from "@/panels/shared";
import { useCan } from "@/pages/shell/session";
import { STALE_ITEMS } from "./finding";

const DATASET = "/api/v1/datasets/{dataset_id}";

interface CaptureTimeProps {
  datasetId: number;
  organisationId: number;
  isKept: boolean;
}

/** Whether the moment a picture was taken is kept: it can tell where a person was. */
export function CaptureTime({ datasetId, organisationId, isKept }: CaptureTimeProps) {
  const { t } = useI18n();
  const canManage = useCan("managers", organisationId);
  const params = { path: { dataset_id: datasetId } };
  const change = useSend({
    send: (keeps: boolean) =>
      answerOf(api.PATCH(DATASET, { params, body: { keeps_capture_time: keeps } })),
    stale: [...STALE_ITEMS, apiKey(DATASET)],
  });
  return (
    <Card title={t("items.takenAt")}>
      <CheckField
        label={t("items.keepsTime")}
        description={t("items.keepsTimeNote")}
        checked={isKept}
        disabled={!canManage || change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <FormProblem problem={change.error} />
    </Card>
  );
}
