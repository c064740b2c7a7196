import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import {
  Card,
  ConfirmDialog,
  FormProblem,
  Moment,
  SelectField,
  StatusBadge,
  TextField,
  useI18n,
} from "@/panels/shared";
import { REASON_NAMES } from "@/pages/collecting/collecting";
import classes from "./Collection.module.css";
import { type Asset, staleOf } from "./collection";

type Reason = NonNullable<Asset["reason_code"]>;
const REASONS = Object.keys(REASON_NAMES) as Reason[];

/** One picture with where it is from, and the two verdicts. */
export function ReviewCard({ asset, projectId }: { asset: Asset; projectId: number }) {
  const { t } = useI18n();
  return (
    <Card title={asset.stratum_name} note={asset.collector}>
      {asset.picture_url !== null && (
        <img className={classes.picture} src={asset.picture_url} alt={asset.name} loading="lazy" />
      )}
      <div className={classes.facts}>
        <span>
          {t("collection.size", { width: asset.width_px, height: asset.height_px })}.{" "}
          <Moment iso={asset.created_at} />
        </span>
        <span>
          {t("collection.signed", { number: asset.consent_number, licence: asset.licence })}{" "}
          <Moment iso={asset.signed_at} />
        </span>
        {asset.review_count > 0 && (
          <span>{t("collection.reviews", { n: asset.review_count })}</span>
        )}
        {asset.is_disputed && <StatusBadge tone="caution">{t("collection.disputed")}</StatusBadge>}
        {asset.reason_code !== null && (
          <span>
            {t(REASON_NAMES[asset.reason_code])} {asset.note}
          </span>
        )}
      </div>
      {asset.state === "waiting" &&
        (asset.is_own ? (
          <p className={classes.facts}>{t("collection.own")}</p>
        ) : (
          <Verdict asset={asset} projectId={projectId} />
        ))}
    </Card>
  );
}

function Verdict({ asset, projectId }: { asset: Asset; projectId: number }) {
  const { t } = useI18n();
  const [isRejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState<Reason>("off_brief");
  const [note, setNote] = useState("");
  const params = { path: { asset_id: asset.id } };
  const accept = useSend({
    send: (_: { id: number }, headers) =>
      answerOf(api.POST("/api/v1/collected/{asset_id}/accept", { params, headers })),
    stale: staleOf(projectId),
  });
  const reject = useSend({
    send: (body: { reason_code: Reason; note: string }, headers) =>
      answerOf(api.POST("/api/v1/collected/{asset_id}/reject", { params, body, headers })),
    stale: staleOf(projectId),
    onSuccess: () => setRejecting(false),
  });
  return (
    <>
      <div className={classes.acts}>
        <Button loading={accept.isPending} onClick={() => accept.mutate({ id: asset.id })}>
          {t("collection.accept")}
        </Button>
        <Button variant="subtle" onClick={() => setRejecting(true)}>
          {t("collection.reject")}
        </Button>
      </div>
      <FormProblem problem={accept.error} />
      <ConfirmDialog
        opened={isRejecting}
        title={t("collection.rejectTitle")}
        verb={t("collection.reject")}
        isDangerous
        isPending={reject.isPending}
        problem={reject.error}
        onConfirm={() => reject.mutate({ reason_code: reason, note })}
        onClose={() => setRejecting(false)}
      >
        <SelectField
          label={t("collection.reason")}
          data={REASONS.map((value) => ({ value, label: t(REASON_NAMES[value]) }))}
          value={reason}
          allowDeselect={false}
          onChange={(value) => setReason(value as Reason)}
          problem={reject.error}
          path="reason_code"
        />
        <TextField
          label={t("collection.note")}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
          problem={reject.error}
          path="note"
        />
      </ConfirmDialog>
    </>
  );
}
