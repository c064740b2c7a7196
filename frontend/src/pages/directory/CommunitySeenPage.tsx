import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Card, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { Clauses } from "./Clauses";
import classes from "./Directory.module.css";
import { communitySeenRoute } from "./routes";
import { Projects } from "./Projects";
import { Standing } from "./Standing";
import { type CommunitySeen, joiningName } from "./types";
import { WayIn } from "./WayIn";
import { WhereToMeet } from "./WhereToMeet";

/** The public page of a community: what it is, what it asks, and the way in. */
export default function CommunitySeenPage() {
  const { communityId } = communitySeenRoute.useParams();
  const found = useQuery(
    apiQuery("/api/v1/directory/{community_id}", {
      params: { path: { community_id: communityId } },
    }),
  );
  return <Page isNarrow>{<Query of={found}>{(data) => <Whole of={data} />}</Query>}</Page>;
}

function Whole({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  return (
    <>
      <PageHeader
        title={of.name}
        note={`${of.organisation_name} · ${t(joiningName(of))} · ${t("directory.members", { n: of.member_count })}`}
        badges={<Standing of={of} />}
      />
      {of.description !== "" && (
        <Card title={t("directory.about")}>
          <p className={classes.words}>{of.description}</p>
        </Card>
      )}
      {!(of.is_closed && of.membership === null) && <Asked of={of} />}
      <WayIn of={of} />
      <Projects communityId={of.id} />
    </>
  );
}

function Asked({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  return (
    <Card title={t("directory.asks")} note={t("directory.asksNote")}>
      <Clauses of={of.clauses} />
      {!of.is_met && <WhereToMeet clauses={of.clauses} />}
    </Card>
  );
}
