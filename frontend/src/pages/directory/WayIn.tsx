import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, Card, Form, FormProblem, TextArea, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { NoPlace } from "./NoPlace";
import type { CommunitySeen } from "./types";

const STALE = [
  apiKey("/api/v1/directory/{community_id}"),
  apiKey("/api/v1/directory"),
  apiKey("/api/v1/feed"),
];

/** What the reader can do: join, apply, wait, leave, or ask for an invitation. */
export function WayIn({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const { membership, application } = of;
  if (membership?.state === "removed") {
    return (
      <Callout tone="caution" title={t("directory.removed")}>
        {membership.reason}
      </Callout>
    );
  }
  if (membership !== null && membership.state !== "left") return <Inside of={of} />;
  if (application?.state === "submitted") return <Waiting id={application.id} />;
  if (of.is_closed) return <Callout tone="caution" title={t("directory.closedNow")} />;
  return (
    <>
      {application?.state === "declined" && (
        <Callout tone="caution" title={t("directory.declined")}>
          {application.reason}
        </Callout>
      )}
      {application?.state === "expired" && <Callout title={t("directory.unanswered")} />}
      {of.joining === "invite" && <Callout title={t("directory.inviteOnly")} />}
      {of.is_met && of.joining !== "invite" && <Entrance of={of} />}
    </>
  );
}

function Entrance({ of }: { of: CommunitySeen }) {
  if (of.no_place_by !== null) return <NoPlace fact={of.no_place_by} />;
  return of.joining === "open" ? <Join id={of.id} /> : <Apply of={of} />;
}

function Join({ id }: { id: number }) {
  const { t } = useI18n();
  const join = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/join", {
          params: { path: { community_id: id } },
          headers,
        }),
      ),
    stale: STALE,
  });
  return (
    <>
      <FormProblem problem={join.error} />
      <Button variant="filled" loading={join.isPending} onClick={() => join.mutate()}>
        {t("directory.join")}
      </Button>
    </>
  );
}

function Apply({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const [answers, setAnswers] = useState(() => of.questions.map(() => ""));
  const send = useSend({
    send: (body: { answers: string[] }, headers) =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/applications", {
          params: { path: { community_id: of.id } },
          body,
          headers,
        }),
      ),
    stale: STALE,
  });
  return (
    <Card title={t("directory.applyTitle")} note={t("directory.applyNote")}>
      <Form onSubmit={() => send.mutate({ answers })}>
        {of.questions.map((question, place) => (
          <TextArea
            key={question}
            label={question}
            value={answers[place] ?? ""}
            maxLength={2000}
            onChange={(event) => {
              const answer = event.currentTarget.value;
              setAnswers((before) => before.map((one, at) => (at === place ? answer : one)));
            }}
            problem={send.error}
            path={`answers[${place}]`}
            required
          />
        ))}
        <FormProblem
          problem={send.error}
          shownPaths={of.questions.map((_, place) => `answers[${place}]`)}
        />
        <div>
          <Button type="submit" variant="filled" loading={send.isPending}>
            {t("directory.sendApplication")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Waiting({ id }: { id: number }) {
  const { t } = useI18n();
  const withdraw = useSend({
    send: () =>
      answerOf(
        api.POST("/api/v1/applications/{application_id}/withdraw", {
          params: { path: { application_id: id } },
        }),
      ),
    stale: STALE,
  });
  return (
    <Card title={t("directory.applied")}>
      <p>{t("directory.waiting")}</p>
      <FormProblem problem={withdraw.error} />
      <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t("directory.withdraw")}
      </Button>
    </Card>
  );
}

function Inside({ of }: { of: CommunitySeen }) {
  const { t, day } = useI18n();
  const leave = useSend({
    send: () =>
      answerOf(
        api.POST("/api/v1/communities/{community_id}/leave", {
          params: { path: { community_id: of.id } },
        }),
      ),
    stale: STALE,
  });
  const { membership } = of;
  if (membership === null) return null;
  return (
    <Card title={t("directory.since", { day: day(membership.joined_at) })}>
      {membership.reason !== "" && <p>{membership.reason}</p>}
      {membership.is_steward && membership.state === "active" && <p>{t("directory.careNote")}</p>}
      <FormProblem problem={leave.error} />
      <Group>
        {membership.is_steward && membership.state === "active" && (
          <ButtonLink
            variant="filled"
            to="/communities/$communityId/care"
            params={{ communityId: of.id }}
          >
            {t("directory.toCare")}
          </ButtonLink>
        )}
        <Button loading={leave.isPending} onClick={() => leave.mutate()}>
          {t("directory.leave")}
        </Button>
      </Group>
    </Card>
  );
}
