import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { CheckField, ConfirmDialog, TextArea, useI18n } from "@/panels/shared";
import type { Application } from "./Applications";
import classes from "./Community.module.css";
import { DECIDED } from "./stale";

export type Decision = "accept" | "decline";

interface DecideManyProps {
  communityId: number;
  /** Those on the page that wait for an answer. */
  waiting: readonly Application[];
  chosen: readonly number[];
  onChoose: (ids: readonly number[]) => void;
  onDecided: (outcome: Outcome) => void;
}

/** What became of several: how many were answered, and who could not be, by id, and why. */
export interface Outcome {
  answered: number;
  refused: readonly { id: number; name: string; why: string }[];
}

/** Answers those that are chosen alike. */
export function DecideMany(props: DecideManyProps) {
  const { communityId, waiting, chosen, onChoose, onDecided } = props;
  const { t } = useI18n();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [reason, setReason] = useState("");
  // Who was answered meanwhile is on the page, and is not chosen any more.
  const picked = waiting.map(({ id }) => id).filter((id) => chosen.includes(id));
  const nameOf = (id: number) => waiting.find((one) => one.id === id)?.pseudonym ?? String(id);
  const send = useSend({
    send: (body: { application_ids: number[]; decision: Decision; reason: string }, headers) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/applications/decisions", {
          params: { path: { community_id: communityId } },
          body,
          headers,
        }),
      ),
    stale: DECIDED,
    onSuccess: (rows) => {
      const refused = rows
        .filter(({ problem }) => problem !== "")
        .map(({ application_id: id, problem }) => ({ id, name: nameOf(id), why: problem }));
      setReason("");
      setDeciding(null);
      onDecided({ answered: rows.length - refused.length, refused });
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
      {deciding !== null && (
        <ConfirmDialog
          opened
          title={t("community.decideMany", { verb: t(verb), n: picked.length })}
          verb={t(verb)}
          isPending={send.isPending}
          problem={send.error}
          onConfirm={() => send.mutate({ application_ids: picked, decision: deciding, reason })}
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

/** How many were answered; who could not be is named with the reason. */
export function Decided({ outcome }: { outcome: Outcome | null }) {
  const { t } = useI18n();
  const { answered, refused } = outcome ?? { answered: 0, refused: [] };
  return (
    <div role="status">
      {answered > 0 && <p className={classes.body}>{t("community.decided", { n: answered })}</p>}
      {refused.length > 0 && (
        <ul className={classes.problems}>
          {refused.map(({ id, name, why }) => (
            <li key={id}>{t("community.notDecided", { name, why })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
