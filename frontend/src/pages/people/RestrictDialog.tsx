import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { serverNow } from "@/api/server-clock";
import { ConfirmDialog, NumberField, SelectField, TextArea, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import type { Person } from "@/pages/skill/types";
import { KIND_NAMES, type RestrictionKind } from "@/pages/standing/words";
import classes from "./People.module.css";
import { STALE } from "./stale";

/** What can be asked for here: voiding takes work out too, and has a dialog of its own. */
type Limit = Exclude<RestrictionKind, "voiding">;
const DAY_MS = 24 * 3600 * 1000;
const KIND_WORDS = {
  notice: "people.noticeWords",
  more_gold: "people.moreGoldWords",
  daily_cap: "people.dailyCapWords",
  retrain: "people.retrainWords",
  pause: "people.pauseWords",
} as const satisfies Record<Limit, string>;
const LENGTHS = ["1", "3", "7", "14", "30", ""] as const;

interface RestrictDialogProps {
  person: Person;
  onClose: () => void;
}

/** Limits what a person may do here: how, why, and for how long. */
export function RestrictDialog({ person, onClose }: RestrictDialogProps) {
  const { t } = useI18n();
  const project = useProject();
  const [kind, setKind] = useState<Limit>("pause");
  const [reason, setReason] = useState("");
  const [days, setDays] = useState("7");
  const [cap, setCap] = useState(50);
  const [boost, setBoost] = useState(2);
  const send = useSend({
    send: (_: { sent: string }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/people/{user_id}/restrictions", {
          params: { path: { project_id: project.id, user_id: person.user_id } },
          body: {
            kind,
            reason,
            expires_at:
              days === "" || kind === "retrain"
                ? null
                : new Date(serverNow() + Number(days) * DAY_MS).toISOString(),
            daily_cap: kind === "daily_cap" ? cap : null,
            gold_boost: kind === "more_gold" ? boost : null,
          },
          headers,
        }),
      ),
    stale: STALE,
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t("people.restrictTitle", { name: person.pseudonym })}
      verb={t("people.restrict")}
      isDangerous={kind === "pause" || kind === "retrain"}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ sent: JSON.stringify([kind, reason, days, cap, boost]) })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <SelectField
          label={t("people.kind")}
          data={(Object.keys(KIND_WORDS) as Limit[]).map((value) => ({
            value,
            label: t(KIND_NAMES[value]),
          }))}
          value={kind}
          onChange={(value) => setKind((value ?? "pause") as Limit)}
          description={t(KIND_WORDS[kind])}
        />
        {kind === "daily_cap" && (
          <NumberField
            label={t("people.cap")}
            value={cap}
            onChange={(value) => setCap(Number(value))}
            problem={send.error}
            path="/daily_cap"
          />
        )}
        {kind === "more_gold" && (
          <NumberField
            label={t("people.boost")}
            value={boost}
            step={0.5}
            onChange={(value) => setBoost(Number(value))}
            problem={send.error}
            path="/gold_boost"
          />
        )}
        {kind !== "retrain" && (
          <SelectField
            label={t("people.forHowLong")}
            data={LENGTHS.map((value) => ({
              value,
              label:
                value === "" ? t("people.untilLifted") : t("people.days", { n: Number(value) }),
            }))}
            value={days}
            onChange={(value) => setDays(value ?? "")}
          />
        )}
        <TextArea
          label={t("people.reason")}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="/reason"
        />
      </div>
    </ConfirmDialog>
  );
}
