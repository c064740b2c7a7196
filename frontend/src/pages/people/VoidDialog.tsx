import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { serverNow } from "@/api/server-clock";
import {
  ConfirmDialog,
  Money,
  Query,
  Rich,
  SelectField,
  SuccessCard,
  TextField,
  useI18n,
} from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import type { Person } from "@/pages/skill/types";
import classes from "./People.module.css";
import { STALE } from "./stale";

const PATH = "/api/v1/projects/{project_id}/people/{user_id}/void";
const DAY_MS = 24 * 3600 * 1000;
const SPANS = ["1", "3", "7", "30", ""] as const;

interface VoidDialogProps {
  person: Person;
  onClose: () => void;
}

/** Takes a person's work out, after saying what that would do. */
export function VoidDialog({ person, onClose }: VoidDialogProps) {
  const { t } = useI18n();
  const project = useProject();
  const [days, setDays] = useState("7");
  const [openedAt] = useState(serverNow);
  const [reason, setReason] = useState("");
  const place = { project_id: project.id, user_id: person.user_id };
  const since = days === "" ? null : new Date(openedAt - Number(days) * DAY_MS).toISOString();
  const preview = useQuery(
    apiQuery(PATH, { params: { path: place, query: since === null ? {} : { since } } }),
  );
  const send = useSend({
    send: (body: { since: string | null; reason: string }, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: STALE,
  });
  if (send.data !== undefined) {
    return (
      <ConfirmDialog
        opened
        title={t("people.voidTitle", { name: person.pseudonym })}
        verb={t("people.done")}
        onConfirm={onClose}
        onClose={onClose}
      >
        <SuccessCard title={t("people.voided", { n: send.data.voided })}>
          {send.data.remaining > 0 && t("people.voidedRest", { n: send.data.remaining })}
        </SuccessCard>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t("people.voidTitle", { name: person.pseudonym })}
      verb={t("people.void")}
      isDangerous
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ since, reason })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <p>{t("people.voidWords")}</p>
        <SelectField
          label={t("people.voidSince")}
          data={SPANS.map((value) => ({
            value,
            label:
              value === "" ? t("people.everything") : t("people.lastDays", { n: Number(value) }),
          }))}
          value={days}
          onChange={(value) => setDays(value ?? "")}
        />
        <Query of={preview}>{(found) => <Preview found={found} />}</Query>
        <TextField
          label={t("people.voidReason")}
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

interface Forecast {
  answers: number;
  gold_answers: number;
  tasks_asked_again: number;
  tasks_with_fewer: number;
  labels_reopened: number;
  cost_minor: number;
  currency: string;
}

function Preview({ found }: { found: Forecast }) {
  const { t } = useI18n();
  if (found.answers === 0) return <p>{t("people.voidNothing")}</p>;
  return (
    <ul className={classes.preview}>
      <li>{t("people.voidAnswers", { n: found.answers })}</li>
      {found.gold_answers > 0 && <li>{t("people.voidChecks", { n: found.gold_answers })}</li>}
      {found.tasks_asked_again > 0 && (
        <li>{t("people.voidAgain", { n: found.tasks_asked_again })}</li>
      )}
      {found.labels_reopened > 0 && <li>{t("people.voidLabels", { n: found.labels_reopened })}</li>}
      {found.tasks_with_fewer > 0 && (
        <li>{t("people.voidFewer", { n: found.tasks_with_fewer })}</li>
      )}
      <li>
        <Rich
          text="people.voidCost"
          parts={{
            cost: () => (
              <Money amount={{ amount_minor: found.cost_minor, currency: found.currency }} />
            ),
          }}
        />
      </li>
    </ul>
  );
}
