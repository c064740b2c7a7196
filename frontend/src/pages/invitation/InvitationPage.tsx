import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { Card, FormProblem, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink } from "@/pages/shell/Link";

const PATH = "/api/v1/invitations/{token}";
const route = getRouteApi("/invitations/$token");
type Invitation = Answered<typeof PATH>;
const ROLE_NAMES = {
  owner: "invitation.owner",
  manager: "invitation.manager",
  reviewer: "invitation.reviewer",
  client: "invitation.client",
} as const satisfies Record<Invitation["role"], string>;

/** An offer of a role, opened from a mail; answered once signed in. */
export default function InvitationPage() {
  const { t } = useI18n();
  const { token } = route.useParams();
  const invitation = useQuery(apiQuery(PATH, { params: { path: { token } } }));
  return (
    <BarePage>
      <Page isNarrow>
        <Query of={invitation}>
          {(data) => (
            <>
              <PageHeader
                title={t("invitation.heading", { organisation: data.organisation_name })}
                note={t("invitation.words", { role: t(ROLE_NAMES[data.role]), email: data.email })}
              />
              <Card>
                {data.state === "sent" ? <Answer token={token} /> : <Over state={data.state} />}
              </Card>
            </>
          )}
        </Query>
      </Page>
    </BarePage>
  );
}

function Over({ state }: { state: Invitation["state"] }) {
  const { t } = useI18n();
  return <p>{state === "declined" ? t("invitation.declined") : t("invitation.over")}</p>;
}

function Answer({ token }: { token: string }) {
  const { t } = useI18n();
  const router = useRouter();
  const me = useQuery(meQuery);
  const place = { params: { path: { token } } };
  const accept = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/invitations/{token}/accept", { ...place, headers })),
    stale: [meQuery.queryKey],
  });
  const decline = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/invitations/{token}/decline", { ...place, headers })),
    stale: [apiKey(PATH, { token })],
  });
  async function enter() {
    const answer = await accept.mutateAsync().catch(() => null);
    if (answer === null) return; // the card shows `accept.error`
    await router.navigate({
      to: "/o/$organisationId",
      params: { organisationId: answer.organisation.id },
    });
  }
  if (!me.data) {
    const next = `/invitations/${token}`;
    return (
      <Group>
        <ButtonLink to="/account/login" search={{ next }} variant="filled">
          {t("invitation.signIn")}
        </ButtonLink>
        <ButtonLink to="/account/signup" search={{ next }}>
          {t("invitation.signUp")}
        </ButtonLink>
      </Group>
    );
  }
  return (
    <>
      <FormProblem problem={accept.error ?? decline.error} />
      <Group>
        <Button variant="filled" loading={accept.isPending} onClick={() => void enter()}>
          {t("invitation.accept")}
        </Button>
        <Button loading={decline.isPending} onClick={() => decline.mutate()}>
          {t("invitation.decline")}
        </Button>
      </Group>
    </>
  );
}
