import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { Callout, Card, FormProblem, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink } from "@/pages/shell/Link";
import { Clauses } from "./Clauses";
import { EnterButtons } from "./EnterButtons";
import { NoPlace } from "./NoPlace";
import { WhereToMeet } from "./WhereToMeet";

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
              <Offered token={token} offer={data} />
            </>
          )}
        </Query>
      </Page>
    </BarePage>
  );
}

interface OfferedProps {
  token: string;
  offer: Offer;
}

/** Who is in reads that, also where the invitation is over or nobody comes in any more. */
function Offered({ token, offer }: OfferedProps) {
  const { t } = useI18n();
  if (offer.is_inside) return <Inside communityId={offer.community_id} />;
  if (offer.is_closed) return <Callout tone="caution" title={t("directory.closedNow")} />;
  if (offer.state !== "sent") {
    return (
      <Card>
        <p>{t("directory.offerOver")}</p>
      </Card>
    );
  }
  return (
    <>
      <Asked offer={offer} />
      {offer.no_place_by !== null && <NoPlace fact={offer.no_place_by} />}
      <Card>
        <Answer token={token} offer={offer} />
      </Card>
    </>
  );
}

function Inside({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  return (
    <Card>
      <p>{t("directory.insideAlready")}</p>
      <div>
        <ButtonLink variant="filled" to="/communities/$communityId" params={{ communityId }}>
          {t("directory.goIn")}
        </ButtonLink>
      </div>
    </Card>
  );
}

/** What the community asks: an invitation opens the way, and does not replace it. */
function Asked({ offer }: { offer: Offer }) {
  const { t } = useI18n();
  const me = useQuery(meQuery);
  const isMet = offer.clauses.every(({ is_met }) => is_met);
  return (
    <Card title={t("directory.asks")}>
      <Clauses of={offer.clauses} isJudged={me.data != null} />
      {me.data != null && !isMet && <WhereToMeet clauses={offer.clauses} />}
    </Card>
  );
}

function Answer({ token, offer }: OfferedProps) {
  const { t } = useI18n();
  const router = useRouter();
  const me = useQuery(meQuery);
  const place = { params: { path: { offer_token: token } } };
  const accept = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/community-offers/{offer_token}/accept", { ...place, headers })),
    stale: [
      apiKey("/api/v1/directory"),
      apiKey("/api/v1/feed"),
      apiKey(PATH, { offer_token: token }),
    ],
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
  if (!me.data) return <EnterButtons next={`/join/${token}`} />;
  return (
    <>
      <FormProblem problem={accept.error ?? decline.error} />
      <Group>
        {offer.no_place_by === null && (
          <Button variant="filled" loading={accept.isPending} onClick={() => accept.mutate()}>
            {t("directory.join")}
          </Button>
        )}
        <Button loading={decline.isPending} onClick={() => decline.mutate()}>
          {t("directory.decline")}
        </Button>
      </Group>
    </>
  );
}
