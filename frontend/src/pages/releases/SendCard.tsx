import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { isLive, WHILE_LIVE_MS } from "@/api/operation";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  Form,
  FormProblem,
  ProgressBar,
  SelectField,
  StatusBadge,
  TextField,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { useBuckets } from "@/pages/items/buckets";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { HOLD_NAMES, useExports } from "./exports";
import type { Export } from "./state";
import classes from "./Release.module.css";

const DELIVERIES = "/api/v1/exports/{export_id}/deliveries";
type Delivery = Answered<"/api/v1/deliveries/{delivery_id}">;
const STATES = {
  queued: ["releases.sendQueued", "active"],
  running: ["releases.sendRunning", "active"],
  done: ["releases.sendDone", "good"],
  failed: ["releases.sendFailed", "problem"],
  cancelled: ["releases.sendCancelled", "quiet"],
} as const satisfies Record<Delivery["state"], readonly [string, Tone]>;

/** A prepared file put into a bucket of the organisation, each of its files as an object. */
export function SendCard({ releaseId }: { releaseId: number }) {
  const { t } = useI18n();
  const { id: projectId, organisation_id: organisationId } = useProject();
  const buckets = useBuckets(organisationId);
  const known = buckets.data?.results ?? [];
  return (
    <Card title={t("releases.send")} note={t("releases.sendNote")}>
      {buckets.data !== undefined && known.length === 0 ? (
        <p className={classes.reportWords}>
          {t("releases.sendNoBucket")}{" "}
          <Link to="/p/$projectId/items" params={{ projectId }}>
            {t("releases.sendToItems")}
          </Link>
        </p>
      ) : (
        <SendForm
          releaseId={releaseId}
          buckets={known.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
    </Card>
  );
}

interface SendFormProps {
  releaseId: number;
  buckets: { value: string; label: string }[];
}

function SendForm({ releaseId, buckets }: SendFormProps) {
  const { t } = useI18n();
  const { rows } = useExports(releaseId);
  const [exportId, setExportId] = useState<string | null>(null);
  const [bucketId, setBucketId] = useState<string | null>(null);
  const [prefix, setPrefix] = useState("");
  const files = rows.filter(({ state }) => state === "done");
  const send = useSend({
    send: (body: { bucket_id: number; prefix: string }, headers) =>
      answerOf(
        api.POST(DELIVERIES, {
          params: { path: { export_id: Number(exportId) } },
          body,
          headers,
        }),
      ),
    stale: [apiKey(DELIVERIES, { export_id: Number(exportId) })],
  });
  if (files.length === 0) return <p className={classes.reportWords}>{t("releases.sendNoFile")}</p>;
  const isReady = exportId !== null && bucketId !== null;
  return (
    <Form
      onSubmit={() => {
        if (isReady) send.mutate({ bucket_id: Number(bucketId), prefix });
      }}
    >
      <FormProblem problem={send.error} />
      <SelectField
        label={t("releases.sendFile")}
        required
        value={exportId}
        onChange={setExportId}
        data={files.map((file) => ({
          value: String(file.id),
          label: [file.format, ...holdsOf(file).map((words) => t(words))].join(" · "),
        }))}
      />
      <SelectField
        label={t("releases.sendBucket")}
        required
        value={bucketId}
        onChange={setBucketId}
        data={buckets}
      />
      <TextField
        label={t("releases.sendFolder")}
        description={t("releases.sendFolderHint")}
        value={prefix}
        onChange={(event) => setPrefix(event.currentTarget.value)}
        problem={send.error}
        path="prefix"
      />
      <div>
        <Button type="submit" loading={send.isPending}>
          {t("releases.sendVerb")}
        </Button>
      </div>
      {exportId !== null && <Sent exportId={Number(exportId)} />}
    </Form>
  );
}

/** Where the chosen file was sent, the newest first. */
function Sent({ exportId }: { exportId: number }) {
  const path = { export_id: exportId };
  const sent = useQuery({
    ...apiQuery(DELIVERIES, { params: { path, query: { page_size: 5 } } }),
    refetchInterval: ({ state }) =>
      state.data?.results.some(isLive) === true ? WHILE_LIVE_MS : false,
  });
  return (
    <ul className={classes.sent}>
      {(sent.data?.results ?? []).map((one) => (
        <li key={one.id}>
          <OneSent delivery={one} exportId={exportId} />
        </li>
      ))}
    </ul>
  );
}

function OneSent({ delivery, exportId }: { delivery: Delivery; exportId: number }) {
  const { t, bytes } = useI18n();
  const [words, tone] = STATES[delivery.state];
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/deliveries/{delivery_id}/cancel", {
          params: { path: { delivery_id: delivery.id } },
          headers,
        }),
      ),
    stale: [apiKey(DELIVERIES, { export_id: exportId })],
  });
  return (
    <>
      <StatusBadge tone={tone}>{t(words)}</StatusBadge>{" "}
      <bdi>
        {delivery.bucket_title}/{delivery.folder}
      </bdi>
      {delivery.state === "done" && (
        <p className={classes.reportWords}>
          {t("releases.sendCounts", {
            sent: delivery.sent_count,
            kept: delivery.kept_count,
            size: bytes(delivery.byte_count),
          })}
        </p>
      )}
      {delivery.state === "failed" && (
        <p className={classes.reportWords}>{delivery.error_detail}</p>
      )}
      {isLive(delivery) && (
        <>
          <ProgressBar
            label={t("releases.sendRunning")}
            done={delivery.progress_done}
            total={Math.max(1, delivery.progress_total)}
            waitsFor={delivery.error_detail}
          />
          <Button size="xs" variant="subtle" onClick={() => cancel.mutate()}>
            {t("releases.sendCancel")}
          </Button>
        </>
      )}
      <FormProblem problem={cancel.error} />
    </>
  );
}

/** What a file holds beside its labels, if anything. */
function holdsOf({ has_pictures: hasPictures, links }: Export) {
  if (hasPictures) return [HOLD_NAMES.pictures];
  return links === "own" || links === "ours" ? [HOLD_NAMES[links]] : [];
}
