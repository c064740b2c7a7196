import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  DataTable,
  Form,
  FormProblem,
  Moment,
  PagedQuery,
  SelectField,
  StatusBadge,
  TextField,
  useI18n,
} from "@/panels/shared";
import { ConfirmFirst } from "@/pages/account/ConfirmFirst";
import { type Role, ROLE_NAMES, ROLES } from "./roles";

const PATH = "/api/v1/organisations/{organisation_id}/invitations";
const STATE_NAMES = {
  sent: "organisation.sent",
  accepted: "organisation.accepted",
  declined: "organisation.declined",
  expired: "organisation.expired",
  revoked: "organisation.revoked",
} as const;

/** Offers of a role: the form for a new one, and those that were made. */
export function Invitations({ organisationId }: { organisationId: number }) {
  const { t } = useI18n();
  const place = { organisation_id: organisationId };
  const [page, setPage] = useState(1);
  const invitations = useQuery(apiQuery(PATH, { params: { path: place, query: { page } } }));
  const revoke = useSend({
    send: (invitation_id: number, headers) =>
      answerOf(
        api.POST("/api/v1/organisations/{organisation_id}/invitations/{invitation_id}/revoke", {
          params: { path: { ...place, invitation_id } },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
  });
  return (
    <>
      <InviteForm organisationId={organisationId} />
      <FormProblem problem={revoke.error} />
      <PagedQuery of={invitations} page={page} onPage={setPage} empty={<></>}>
        {(rows) => (
          <Card isFlush>
            <DataTable
              isStackable
              caption={t("organisation.invitations")}
              isCaptionShown
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "email",
                  title: t("organisation.email"),
                  isRowHeader: true,
                  cell: (row) => row.email,
                },
                {
                  key: "role",
                  title: t("organisation.role"),
                  cell: (row) => t(ROLE_NAMES[row.role]),
                },
                {
                  key: "state",
                  title: t("organisation.state"),
                  cell: (row) => (
                    <StatusBadge tone={row.state === "sent" ? "active" : "quiet"}>
                      {t(STATE_NAMES[row.state])}
                    </StatusBadge>
                  ),
                },
                {
                  key: "expires",
                  title: t("organisation.expires"),
                  cell: (row) => <Moment iso={row.expires_at} />,
                },
                {
                  key: "revoke",
                  title: "",
                  cell: (row) =>
                    row.state === "sent" && (
                      <Button size="xs" variant="subtle" onClick={() => revoke.mutate(row.id)}>
                        {t("organisation.revoke")}
                      </Button>
                    ),
                },
              ]}
            />
          </Card>
        )}
      </PagedQuery>
    </>
  );
}

function InviteForm({ organisationId }: { organisationId: number }) {
  const { t } = useI18n();
  const place = { organisation_id: organisationId };
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("reviewer");
  const invite = useSend({
    send: (body: { email: string; role: Role }, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place)],
    onSuccess: () => setEmail(""),
  });
  function submit() {
    invite.mutate({ email, role });
  }
  return (
    <Card title={t("organisation.inviteTitle")}>
      <ConfirmFirst />
      <Form onSubmit={submit}>
        <Group align="flex-end">
          <TextField
            type="email"
            label={t("organisation.email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            problem={invite.error}
            path="email"
            required
          />
          <SelectField
            label={t("organisation.role")}
            data={ROLES.map((value) => ({ value, label: t(ROLE_NAMES[value]) }))}
            value={role}
            onChange={(value) => setRole(value as Role)}
          />
          <Button type="submit" loading={invite.isPending}>
            {t("organisation.invite")}
          </Button>
        </Group>
        <FormProblem problem={invite.error} shownPaths={["email"]} />
        {invite.isSuccess && (
          <p role="status">{t("organisation.invited", { email: invite.data.email })}</p>
        )}
      </Form>
    </Card>
  );
}
