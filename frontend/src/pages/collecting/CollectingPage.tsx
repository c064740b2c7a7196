import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { apiQuery } from "@/api/query";
import { Callout, Page, PageHeader, Query, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import classes from "./Collecting.module.css";
import { COLLECTING } from "./collecting";
import { OwnPictures } from "./OwnPictures";
import { Permission } from "./Permission";
import { Sender } from "./Sender";
import { Wanted } from "./Wanted";

/** A brief, the permission, the camera, and what one has sent. */
export default function CollectingPage() {
  const { t, money } = useI18n();
  const { projectId } = useParams({ from: "/signed-in/work/collect/$projectId" });
  const collecting = useQuery(
    apiQuery(COLLECTING, { params: { path: { project_id: projectId } } }),
  );
  return (
    <Page isNarrow>
      <Query of={collecting}>
        {(data) => (
          <div className={classes.body}>
            <PageHeader
              title={data.brief.project_name}
              note={`${t("collecting.perPicture", {
                price: money(data.brief.price.amount_minor, data.brief.price.currency),
              })}. ${t("collecting.earned", {
                amount: money(data.earned.amount_minor, data.earned.currency),
              })}`}
            />
            <Wanted brief={data.brief} />
            {!data.brief.is_open && <Callout title={t("collecting.closed")} />}
            {data.signed_at !== null && <Sender brief={data.brief} />}
            {data.signed_at === null && <Permission collecting={data} />}
            {data.to_review_count > 0 && (
              <Callout title={t("collecting.othersWait", { n: data.to_review_count })}>
                <ButtonLink to="/collect/$projectId/review" params={{ projectId }}>
                  {t("collecting.review")}
                </ButtonLink>
              </Callout>
            )}
            <OwnPictures projectId={projectId} />
            {data.signed_at !== null && <Permission collecting={data} />}
          </div>
        )}
      </Query>
    </Page>
  );
}
