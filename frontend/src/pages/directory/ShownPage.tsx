import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { meQuery } from "@/api/session";
import { Callout, Card, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import { ButtonLink } from "@/pages/shell/Link";
import classes from "./Directory.module.css";
import { EnterButtons } from "./EnterButtons";
import { shownRoute } from "./routes";
import { ShownProjects } from "./ShownProjects";
import { joiningName } from "./types";

function Asked({ sentences }: { sentences: readonly string[] }) {
  const { t } = useI18n();
  return (
    <Card title={t("directory.asks")}>
      {sentences.length === 0 && <p>{t("directory.asksNothing")}</p>}
      <ul className={classes.clauses}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  );
}

/** A community for whoever has its address, without an account: what it is, and what it asks. */
export default function ShownPage() {
  const { t } = useI18n();
  const { communityId } = shownRoute.useParams();
  const me = useQuery(meQuery);
  const shown = useQuery(
    apiQuery("/api/v1/community-pages/{community_id}", {
      params: { path: { community_id: communityId } },
    }),
  );
  return (
    <BarePage>
      <Page isNarrow>
        <Query of={shown}>
          {(data) => (
            <>
              <PageHeader
                title={data.name}
                note={`${data.organisation_name} · ${t(joiningName(data))}`}
              />
              {data.description !== "" && (
                <Card title={t("directory.about")}>
                  <p className={classes.words}>{data.description}</p>
                </Card>
              )}
              {!data.is_closed && <Asked sentences={data.asked} />}
              <ShownProjects communityId={communityId} />
              {data.is_closed && <Callout tone="caution" title={t("directory.closedNow")} />}
              {me.data ? (
                <ButtonLink
                  variant="filled"
                  to="/communities/$communityId"
                  params={{ communityId }}
                >
                  {t("directory.goIn")}
                </ButtonLink>
              ) : (
                !data.is_closed && <EnterButtons next={`/communities/${communityId}`} />
              )}
            </>
          )}
        </Query>
      </Page>
    </BarePage>
  );
}
