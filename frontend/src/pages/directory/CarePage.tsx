import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { Applications } from "@/pages/community/Applications";
import { Members } from "@/pages/community/Members";
import { Messages } from "@/pages/community/Messages";
import { QuestionsCard } from "@/pages/guideline/QuestionsCard";
import { Link } from "@/pages/shell/Link";
import { Page, PageHeader, Query, Section, useI18n } from "@/panels/shared";
import { careRoute } from "./routes";
import type { CommunitySeen } from "./types";

/** What a steward sees to: who wants to come in, what is asked, who is in, and words to them. */
export default function CarePage() {
  const { communityId } = careRoute.useParams();
  const found = useQuery(
    apiQuery("/api/v1/directory/{community_id}", {
      params: { path: { community_id: communityId } },
    }),
  );
  return <Page isWide>{<Query of={found}>{(data) => <Whole of={data} />}</Query>}</Page>;
}

function Whole({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const isSteward = of.membership?.is_steward === true && of.membership.state === "active";
  return (
    <>
      <PageHeader
        title={of.name}
        note={
          <Link to="/communities/$communityId" params={{ communityId: of.id }}>
            {t("directory.toPage")}
          </Link>
        }
      />
      {isSteward ? <Desk id={of.id} /> : <p>{t("directory.noSteward")}</p>}
    </>
  );
}

function Desk({ id }: { id: number }) {
  const { t } = useI18n();
  return (
    <>
      <Section title={t("community.applications")}>
        <Applications communityId={id} />
      </Section>
      <Questions communityId={id} />
      <Section title={t("community.members")}>
        <Members communityId={id} />
      </Section>
      <Section title={t("community.messages")}>
        <Messages communityId={id} />
      </Section>
    </>
  );
}

/** What is asked about the guidelines of the community's projects, where it has any. */
function Questions({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const ways = useQuery(
    apiQuery("/api/v1/communities/{community_id}/ways", {
      params: { path: { community_id: communityId } },
    }),
  );
  return (
    <Query of={ways}>
      {(data) =>
        data.results.length > 0 && (
          <Section title={t("guideline.questions")}>
            <Stack>
              {data.results.map(({ project }) => (
                <QuestionsCard
                  key={project.id}
                  projectId={project.id}
                  title={project.name}
                  mayTakeUp={false}
                />
              ))}
            </Stack>
          </Section>
        )
      }
    </Query>
  );
}
