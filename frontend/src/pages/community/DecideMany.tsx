import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { CheckField, ConfirmDialog, TextArea, useI18n } from "@/panels/shared";
import type { Application } from "./Applications";
import classes from "./Community.module.css";
import { DECIDED } from "./stale";

type Decision = "accept" | "decline";

interface DecideManyProps {
  communityId: number;
  /** Those on the page that wait for an answer. */
  waiting: readonly Application[];
  chosen: readonly number[];
  onChoose: (ids: readonly number[]) => void;
}

/** Answers those that are chosen alike; who could not be is named with the reason. */
export function DecideMany({ communityId, waiting, chosen, onChoose }: DecideManyProps) {
  const { t } = useI18n();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [answered, setAnswered] = useState(0);
  const [reason, setReason] = useState("");
  // Who was answered meanwhile is on the page, and is not chosen any more.
  const picked = waiting.map(({ id }) => id).filter((id) => chosen.includes(id));
  const nameOf = (id: number) => waiting.find((one) => one.id === id)?.pseudonym ?? String(id);
  const send = useSend({
    send: (decision: Decision) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/applications/decisions", {
          params: { path: { community_id: communityId } },
          body: { application_ids: picked, decision, reason },
        }),
      ),
    stale: DECIDED,
    onSuccess: (rows) => {
      const failed = rows.filter(({ problem }) => problem !== "");
      setRefused(
        failed.map(({ application_id: id, problem }) =>
          t("community.notDecided", { name: nameOf(id), why: problem }),
        ),
      );
      setAnswered(rows.length - failed.length);
      onChoose(failed.map(({ application_id: id }) => id));
      setReason("");
      setDeciding(null);
    },
  });
  const verb = deciding === "accept" ? "community.accept" : "community.decline";
  return (
    <>
      {waiting.length > 0 && (
        <Group gap="sm">
          <CheckField
            label={t("community.chooseAll")}
            checked={picked.length === waiting.length}
            indeterminate={picked.length > 0 && picked.length < waiting.length}
            onChange={({ currentTarget: { checked } }) =>
              onChoose(checked ? waiting.map(({ id }) => id) : [])
            }
          />
          {picked.length > 0 && (
            <>
              <Button size="xs" variant="filled" onClick={() => setDeciding("accept")}>
                {t("community.acceptMany", { n: picked.length })}
              </Button>
              <Button size="xs" onClick={() => setDeciding("decline")}>
                {t("community.declineMany", { n: picked.length })}
              </Button>
            </>
          )}
        </Group>
      )}
      <div role="status">
        {answered > 0 && <p className={classes.body}>{t("community.decided", { n: answered })}</p>}
        {refused.length > 0 && (
          <ul className={classes.problems}>
            {refused.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {deciding !== null && (
        <ConfirmDialog
          opened
          title={t("community.decideMany", { verb: t(verb), n: picked.length })}
          verb={t(verb)}
          isPending={send.isPending}
          problem={send.error}
          onConfirm={() => send.mutate(deciding)}
          onClose={() => setDeciding(null)}
        >
          <TextArea
            label={t("community.reasonMany")}
            description={t("community.reasonManyNote")}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
            problem={send.error}
            path="reason"
          />
        </ConfirmDialog>
      )}
    </>
  );
}
