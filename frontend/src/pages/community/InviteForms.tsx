import { Button, FileButton, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  Form,
  FormProblem,
  NumberField,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import { ConfirmFirst } from "@/pages/account/ConfirmFirst";
import classes from "./Community.module.css";
import { INVITATIONS } from "./Invitations";

interface InviteFormsProps {
  communityId: number;
}

/** One address, one link, or a list of addresses. */
export function InviteForms({ communityId }: InviteFormsProps) {
  const { t } = useI18n();
  const [email, setEmail] = useState("");
  const [seats, setSeats] = useState(20);
  const invite = useSend({
    send: (body: { email: string; seats: number }, headers) =>
      answerOf(
        api.POST(INVITATIONS, { params: { path: { community_id: communityId } }, body, headers }),
      ),
    stale: [apiKey(INVITATIONS)],
    onSuccess: () => setEmail(""),
  });
  return (
    <Card title={t("community.inviteTitle")} note={t("community.inviteNote")}>
      <ConfirmFirst />
      <div className={classes.forms}>
        <Form onSubmit={() => invite.mutate({ email, seats: 1 })}>
          <TextField
            label={t("community.email")}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            problem={invite.error}
            path="email"
            required
          />
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {t("community.sendMail")}
            </Button>
          </Group>
        </Form>
        <Form onSubmit={() => invite.mutate({ email: "", seats })}>
          <NumberField
            label={t("community.linkSeats")}
            min={1}
            max={10_000}
            value={seats}
            onChange={(value) => setSeats(Number(value))}
          />
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {t("community.makeLink")}
            </Button>
          </Group>
        </Form>
        <ListForm communityId={communityId} />
      </div>
      <FormProblem problem={invite.error} shownPaths={["email"]} />
    </Card>
  );
}

/** Addresses as CSV, and what became of each row. */
function ListForm({ communityId }: InviteFormsProps) {
  const { t } = useI18n();
  const [csv, setCsv] = useState("");
  const send = useSend({
    send: (body: { csv: string }, headers) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/invitations/rows", {
          params: { path: { community_id: communityId } },
          body,
          headers,
        }),
      ),
    stale: [apiKey(INVITATIONS)],
  });
  const failed = send.data?.filter(({ problem }) => problem !== "") ?? [];
  return (
    <Form onSubmit={() => send.mutate({ csv })}>
      <TextArea
        label={t("community.list")}
        description={t("community.listNote")}
        autosize
        minRows={2}
        maxRows={8}
        value={csv}
        onChange={(event) => setCsv(event.currentTarget.value)}
        problem={send.error}
        path="csv"
        required
      />
      <Group>
        <Button type="submit" loading={send.isPending}>
          {t("community.inviteList")}
        </Button>
        <FileButton
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(file) => file !== null && void file.text().then(setCsv)}
        >
          {(props) => (
            <Button variant="subtle" {...props}>
              {t("community.listFile")}
            </Button>
          )}
        </FileButton>
      </Group>
      <FormProblem problem={send.error} shownPaths={["csv"]} />
      {send.data !== undefined && (
        <div role="status">
          <p>{t("community.listDone", { n: send.data.length - failed.length })}</p>
          <ul className={classes.problems}>
            {failed.map((row) => (
              <li key={row.line}>
                {t("community.listFailed", { n: row.line, email: row.email, why: row.problem })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Form>
  );
}
