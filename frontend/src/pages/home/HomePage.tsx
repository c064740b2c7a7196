import { IconBriefcase } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { useMe } from "@/pages/shell/session";
import { OpenCollections } from "@/pages/collecting/OpenCollections";
import { ClosedToMe } from "./ClosedToMe";
import { EarningsCard } from "./EarningsCard";
import type { Feed } from "./feed";
import classes from "./Home.module.css";
import { NearlyYours } from "./NearlyYours";
import { QualityCard } from "./QualityCard";
import { WorkList } from "./WorkList";

/** What the person can do now, what is one step away, and what they earned. */
export default function HomePage() {
  const { t } = useI18n();
  const feed = useQuery(apiQuery("/api/v1/feed"));
  return (
    <Page>
      <Query of={feed}>
        {(data) => (
          <div className={classes.columns}>
            <div className={classes.main}>
              <Now feed={data} />
              <OpenCollections />
              {data.nearly.length > 0 && <NearlyYours projects={data.nearly} />}
              {data.closed_count > 0 && (
                <ClosedToMe
                  count={data.closed_count}
                  projects={data.closed}
                  isOpen={data.can_do.length === 0}
                />
              )}
            </div>
            <div className={classes.side}>
              <EarningsCard feed={data} action={<Link to="/earnings">{t("home.seeAll")}</Link>} />
              <QualityCard />
            </div>
          </div>
        )}
      </Query>
    </Page>
  );
}

function Now({ feed }: { feed: Feed }) {
  const { t } = useI18n();
  const me = useMe();
  if (feed.can_do.length > 0) return <WorkList projects={feed.can_do} />;
  const isBare = feed.nearly.length === 0 && feed.closed_count === 0;
  return (
    <>
      <PageHeader title={t("home.title")} />
      <EmptyState
        icon={IconBriefcase}
        title={t(feed.nearly.length > 0 ? "home.nearTitle" : "home.noneTitle")}
        action={
          <>
            <ButtonLink to="/me">{t("home.profile")}</ButtonLink>
            {isBare && me.staff_of.length === 0 && (
              <ButtonLink to="/organisations/new" variant="subtle">
                {t("home.haveImages")}
              </ButtonLink>
            )}
          </>
        }
      >
        {t(isBare ? "home.noneAtAll" : "home.none")}
      </EmptyState>
    </>
  );
}
