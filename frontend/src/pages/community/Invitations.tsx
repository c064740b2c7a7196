import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  CopyBox,
  DataTable,
  FormProblem,
  Moment,
  PagedQuery,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import classes from "./Community.module.css";
import { InviteForms } from "./InviteForms";

export const INVITATIONS = "/api/v1/communities/{community_id}/invitations";
type Invitation = Answered<typeof INVITATIONS>["results"][number];
const STATE_NAMES = {
  sent: "community.sent",
  accepted: "community.taken",
  declined: "community.declined",
  expired: "community.expired",
  revoked: "community.revoked",
} as const satisfies Record<Invitation["state"], string>;

interface InvitationsProps {
  communityId: number;
  /** It takes nobody in: nobody is invited. */
  isClosed: boolean;
}

/** Invitations by mail, by link and by list, and what became of each. */
export function Invitations({ communityId, isClosed }: InvitationsProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const found = useQuery(
    apiQuery(INVITATIONS, { params: { path: { community_id: communityId }, query: { page } } }),
  );
  return (
    <div className={classes.stack}>
      {isClosed ? <p>{t("community.invitesNobody")}</p> : <InviteForms communityId={communityId} />}
      <PagedQuery of={found} page={page} onPage={setPage} empty={<></>}>
        {(rows) => (
          <Card isFlush>
            <DataTable
              isStackable
              caption={t("community.invitations")}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "to",
                  title: t("community.to"),
                  isRowHeader: true,
                  cell: (row) => <To of={row} />,
                },
                {
                  key: "state",
                  title: t("community.state"),
                  cell: (row) => (
                    <StatusBadge tone={row.state === "sent" ? "active" : "quiet"}>
                      {t(STATE_NAMES[row.state])}
                    </StatusBadge>
                  ),
                },
                {
                  key: "seats",
                  title: t("community.seats"),
                  isNumber: true,
                  cell: (row) => t("community.taken_of", { n: row.seats_taken, of: row.seats }),
                },
                {
                  key: "expires",
                  title: t("community.expires"),
                  cell: (row) => <Moment iso={row.expires_at} />,
                },
                {
                  key: "act",
                  title: "",
                  cell: (row) => row.state === "sent" && <Acts of={row} />,
                },
              ]}
            />
          </Card>
        )}
      </PagedQuery>
    </div>
  );
}

function To({ of }: { of: Invitation }) {
  const { t } = useI18n();
  if (of.email !== "") return of.email;
  return of.state === "sent" ? (
    <CopyBox label={t("community.link")} text={of.link} />
  ) : (
    t("community.link")
  );
}

function Acts({ of }: { of: Invitation }) {
  const { t } = useI18n();
  const place = { params: { path: { community_invitation_id: of.id } } };
  const stale = [apiKey(INVITATIONS)];
  const resend = useSend({
    send: () =>
      answerOf(api.POST("/api/v1/community-invitations/{community_invitation_id}/resend", place)),
    stale,
  });
  const revoke = useSend({
    send: () =>
      answerOf(api.POST("/api/v1/community-invitations/{community_invitation_id}/revoke", place)),
    stale,
  });
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        {of.email !== "" && of.sent_count < 3 && (
          <Button
            size="xs"
            variant="subtle"
            loading={resend.isPending}
            aria-label={t("community.resendTo", { email: of.email })}
            onClick={() => resend.mutate()}
          >
            {t("community.resend")}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t("community.revoke")}
        </Button>
      </Group>
      <FormProblem problem={resend.error ?? revoke.error} />
    </>
  );
}
