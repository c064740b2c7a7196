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

const PATH = "/api/v1/community-offers/{offer_token}";
const route = getRouteApi("/join/$token");
type Offer = Answered<typeof PATH>;

/** An invitation to a community, opened from a mail or a link; answered once signed in. */
export default function OfferPage() {
  const { t } = useI18n();
  const { token } = route.useParams();
  const offer = useQuery(apiQuery(PATH, { params: { path: { offer_token: token } } }));
  return (
    <BarePage>
      <Page isNarrow>
        <Query of={offer}>
          {(data) => (
            <>
              <PageHeader
                title={t("directory.offerHeading", {
                  organisation: data.organisation_name,
                  community: data.community_name,
                })}
                note={data.description}
              />
              <Card>
                {data.state === "sent" ? (
                  <Answer token={token} offer={data} />
                ) : (
                  <p>{t("directory.offerOver")}</p>
                )}
              </Card>
            </>
          )}
        </Query>
      </Page>
    </BarePage>
  );
}

function Answer({ token, offer }: { token: string; offer: Offer }) {
  const { t } = useI18n();
  const router = useRouter();
  const me = useQuery(meQuery);
  const place = { params: { path: { offer_token: token } } };
  const accept = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/community-offers/{offer_token}/accept", { ...place, headers })),
    stale: [apiKey("/api/v1/directory"), apiKey("/api/v1/feed")],
    onSuccess: () =>
      router.navigate({
        to: "/communities/$communityId",
        params: { communityId: offer.community_id },
      }),
  });
  const decline = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/community-offers/{offer_token}/decline", { ...place, headers })),
    stale: [apiKey(PATH, { offer_token: token })],
  });
  if (!me.data) {
    const next = `/join/${token}`;
    return (
      <Group>
        <ButtonLink to="/account/login" search={{ next }} variant="filled">
          {t("directory.signIn")}
        </ButtonLink>
        <ButtonLink to="/account/signup" search={{ next }}>
          {t("directory.signUp")}
        </ButtonLink>
      </Group>
    );
  }
  return (
    <>
      <FormProblem problem={accept.error ?? decline.error} />
      <Group>
        <Button variant="filled" loading={accept.isPending} onClick={() => accept.mutate()}>
          {t("directory.join")}
        </Button>
        <Button loading={decline.isPending} onClick={() => decline.mutate()}>
          {t("directory.decline")}
        </Button>
        {accept.error?.code === "criteria_not_met" && (
          <ButtonLink to="/me">{t("directory.answer")}</ButtonLink>
        )}
      </Group>
    </>
  );
}
