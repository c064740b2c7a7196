import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Page, PageHeader, Query, Section, StatusBadge, useI18n } from "@/panels/shared";
import { CommunityCard } from "@/pages/organisation/CommunityCard";
import { Link } from "@/pages/shell/Link";
import { About } from "./About";
import { Applications } from "./Applications";
import { Closed } from "./Closing";
import { Funnel } from "./Funnel";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { Messages } from "./Messages";
import { Quota } from "./Quota";
import { communityRoute } from "./routes";
import { WaysIn } from "./WaysIn";

/** One community for its staff: what it asks, how one comes in, who waits and who is in. */
export default function CommunityPage() {
  const { t } = useI18n();
  const { communityId } = communityRoute.useParams();
  const community = useQuery(
    apiQuery("/api/v1/communities/{community_id}", {
      params: { path: { community_id: communityId } },
    }),
  );
  const numbers = useQuery(
    apiQuery("/api/v1/communities/{community_id}/numbers", {
      params: { path: { community_id: communityId } },
    }),
  );
  // Who applied before the way in was changed still waits for an answer.
  const isWaiting = (numbers.data?.waiting ?? 0) > 0;
  return (
    <Page isWide>
      <Query of={community}>
        {(data) => (
          <>
            <PageHeader
              title={data.name}
              badges={
                data.closed_at !== null && (
                  <StatusBadge tone="quiet">{t("community.isClosed")}</StatusBadge>
                )
              }
              note={
                <Link
                  to="/o/$organisationId/communities"
                  params={{ organisationId: data.organisation_id }}
                >
                  {t("community.back")}
                </Link>
              }
            />
            <Closed community={data} />
            <About community={data} />
            <CommunityCard community={data} isWhole />
            <Funnel community={data} />
            <WaysIn community={data} />
            <Quota communityId={data.id} />
            {(data.joining === "apply" || isWaiting) && (
              <Section title={t("community.applications")}>
                <Applications communityId={data.id} />
              </Section>
            )}
            <Section title={t("community.invitations")} note={t("community.invitationsNote")}>
              <Invitations communityId={data.id} isClosed={data.closed_at !== null} />
            </Section>
            <Section title={t("community.members")}>
              <Members organisationId={data.organisation_id} communityId={data.id} />
            </Section>
            <Section title={t("community.messages")}>
              <Messages communityId={data.id} organisationId={data.organisation_id} />
            </Section>
          </>
        )}
      </Query>
    </Page>
  );
}
