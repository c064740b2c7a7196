import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Callout, ConfirmDialog, FormProblem, useI18n } from "@/panels/shared";
import type { Community } from "@/pages/organisation/criteria";
import classes from "./Community.module.css";
import { STALE } from "./stale";

/** Ends a community for whoever is not in, after saying what stays. */
export function CloseButton({ community }: { community: Community }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const close = useSend({
    send: () =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/close", {
          params: { path: { community_id: community.id } },
        }),
      ),
    stale: STALE,
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="xs" onClick={() => setAsking(true)}>
        {t("community.close")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        isDangerous
        title={t("community.closeTitle", { name: community.name })}
        verb={t("community.close")}
        isPending={close.isPending}
        problem={close.error}
        onConfirm={() => close.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t("community.closeWords")}</p>
        <p>{t("community.closeStays")}</p>
      </ConfirmDialog>
    </>
  );
}

/** Says since when nobody comes in, and opens it again. */
export function Closed({ community }: { community: Community }) {
  const { t, day } = useI18n();
  const open = useSend({
    send: () =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/reopen", {
          params: { path: { community_id: community.id } },
        }),
      ),
    stale: STALE,
  });
  if (community.closed_at === null) return null;
  return (
    <Callout tone="caution" title={t("community.closedSince", { day: day(community.closed_at) })}>
      <div className={classes.fields}>
        <p className={classes.body}>{t("community.closedWords")}</p>
        <FormProblem problem={open.error} />
        <div>
          <Button size="xs" loading={open.isPending} onClick={() => open.mutate()}>
            {t("community.reopen")}
          </Button>
        </div>
      </div>
    </Callout>
  );
}
