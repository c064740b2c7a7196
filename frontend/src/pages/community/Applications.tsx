import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  ConfirmDialog,
  Moment,
  PagedQuery,
  Row,
  Rows,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import classes from "./Community.module.css";

const PATH = "/api/v1/communities/{community_id}/applications";
type Application = Answered<typeof PATH>["results"][number];
const STATE_NAMES = {
  submitted: "community.waiting",
  accepted: "community.accepted",
  declined: "community.declined",
  withdrawn: "community.withdrawn",
  expired: "community.expired",
} as const satisfies Record<Application["state"], string>;

/** Those who ask to be let in, the waiting ones first. */
export function Applications({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const found = useQuery(
    apiQuery(PATH, { params: { path: { community_id: communityId }, query: { page } } }),
  );
  return (
    <PagedQuery
      of={found}
      page={page}
      onPage={setPage}
      empty={<p>{t("community.noApplications")}</p>}
    >
      {(rows) => (
        <Card isFlush>
          <Rows>
            {rows.map((row) => (
              <Row key={row.id}>
                <Entry of={row} />
              </Row>
            ))}
          </Rows>
        </Card>
      )}
    </PagedQuery>
  );
}

function Entry({ of }: { of: Application }) {
  const { t } = useI18n();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  return (
    <div className={classes.entry}>
      <div className={classes.what}>
        <strong>{of.pseudonym}</strong> <Moment iso={of.created_at} />
        <dl className={classes.answers}>
          {of.answers.map(({ question, answer }) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
        {of.reason !== "" && <p className={classes.note}>{of.reason}</p>}
      </div>
      {of.state === "submitted" ? (
        <Group gap="sm">
          <Button size="xs" variant="filled" onClick={() => setDeciding("accept")}>
            {t("community.accept")}
          </Button>
          <Button size="xs" onClick={() => setDeciding("decline")}>
            {t("community.decline")}
          </Button>
        </Group>
      ) : (
        <StatusBadge tone={of.state === "accepted" ? "good" : "quiet"}>
          {t(STATE_NAMES[of.state])}
        </StatusBadge>
      )}
      {deciding !== null && (
        <DecideDialog application={of} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </div>
  );
}

type Decision = "accept" | "decline";

interface DecideDialogProps {
  application: Application;
  decision: Decision;
  onClose: () => void;
}

/** Yes or no, with words that the person is sent. */
function DecideDialog({ application, decision, onClose }: DecideDialogProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const decide = useSend({
    send: (body: { reason: string }) =>
      answerOf(
        decision === "accept"
          ? api.POST("/api/v1/applications/{application_id}/accept", {
              params: { path: { application_id: application.id } },
              body,
            })
          : api.POST("/api/v1/applications/{application_id}/decline", {
              params: { path: { application_id: application.id } },
              body,
            }),
      ),
    stale: [
      apiKey(PATH),
      apiKey("/api/v1/communities/{community_id}/members"),
      apiKey("/api/v1/communities/{community_id}"),
    ],
    onSuccess: onClose,
  });
  const verb = decision === "accept" ? t("community.accept") : t("community.decline");
  return (
    <ConfirmDialog
      opened
      title={t("community.decideTitle", { verb, name: application.pseudonym })}
      verb={verb}
      isPending={decide.isPending}
      problem={decide.error}
      onConfirm={() => decide.mutate({ reason })}
      onClose={onClose}
    >
      <TextArea
        label={t("community.reason")}
        description={t("community.reasonNote")}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        problem={decide.error}
        path="reason"
      />
    </ConfirmDialog>
  );
}
