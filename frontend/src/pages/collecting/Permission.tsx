import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Card, CheckField, ConfirmDialog, FormProblem, Moment, useI18n } from "@/panels/shared";
import classes from "./Collecting.module.css";
import { type Collecting, staleOf } from "./collecting";

/** The permission: to be read and signed, or signed and to be taken back. */
export function Permission({ collecting }: { collecting: Collecting }) {
  const { t } = useI18n();
  const { brief, signed_at: signedAt, has_pictures: hasPictures } = collecting;
  const text = brief.consent_text;
  if (text === null) return null;
  return (
    <Card
      title={t("collecting.permission")}
      note={t("collecting.version", { number: text.number })}
      titleSize="section"
    >
      <div className={classes.body}>
        <p className={classes.text}>{text.body}</p>
        {text.licence !== "" && (
          <p className={classes.note}>{t("collecting.licence", { licence: text.licence })}</p>
        )}
        {signedAt === null ? (
          <Sign projectId={brief.project_id} number={text.number} />
        ) : (
          <p className={classes.note}>
            {t("collecting.signed")} <Moment iso={signedAt} />
          </p>
        )}
        {(signedAt !== null || hasPictures) && <TakeBack projectId={brief.project_id} />}
      </div>
    </Card>
  );
}

function Sign({ projectId, number }: { projectId: number; number: number }) {
  const { t } = useI18n();
  const [agrees, setAgrees] = useState(false);
  const send = useSend({
    send: (body: { number: number }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/collecting/sign", {
          params: { path: { project_id: projectId } },
          body,
          headers,
        }),
      ),
    stale: staleOf(projectId),
  });
  return (
    <>
      <CheckField
        label={t("collecting.agree")}
        checked={agrees}
        onChange={(event) => setAgrees(event.currentTarget.checked)}
      />
      <Button
        variant="filled"
        size="md"
        disabled={!agrees}
        loading={send.isPending}
        onClick={() => send.mutate({ number })}
      >
        {t("collecting.sign")}
      </Button>
      <FormProblem problem={send.error} />
    </>
  );
}

function TakeBack({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [isAsked, setAsked] = useState(false);
  const send = useSend({
    send: (_: { id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/collecting/withdraw", {
          params: { path: { project_id: projectId } },
          headers,
        }),
      ),
    stale: staleOf(projectId),
    onSuccess: () => setAsked(false),
  });
  return (
    <>
      <Button variant="subtle" onClick={() => setAsked(true)}>
        {t("collecting.takeBackAll")}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={t("collecting.takeBackTitle")}
        verb={t("collecting.takeBackAll")}
        isDangerous
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate({ id: projectId })}
        onClose={() => setAsked(false)}
      >
        <p>{t("collecting.takeBackWhy")}</p>
      </ConfirmDialog>
    </>
  );
}
