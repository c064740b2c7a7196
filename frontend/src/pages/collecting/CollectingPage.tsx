import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { apiQuery } from "@/api/query";
import {
  Callout,
  Card,
  ImageThumb,
  Page,
  PageHeader,
  Query,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import classes from "./Collecting.module.css";
import { type Brief, COLLECTING } from "./collecting";
import { OwnPictures } from "./OwnPictures";
import { Permission } from "./Permission";
import { Sender } from "./Sender";

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
            {data.brief.is_open && data.signed_at !== null && <Sender brief={data.brief} />}
            {data.signed_at === null && <Permission collecting={data} />}
            <OwnPictures projectId={projectId} />
            {data.signed_at !== null && <Permission collecting={data} />}
          </div>
        )}
      </Query>
    </Page>
  );
}

function Wanted({ brief }: { brief: Brief }) {
  const { t } = useI18n();
  return (
    <Card title={t("collecting.wanted")} titleSize="section">
      <div className={classes.body}>
        <p className={classes.text}>{brief.body}</p>
        <p className={classes.note}>{t("collecting.least", { pixels: brief.min_short_side_px })}</p>
        {brief.examples.length > 0 && (
          <div className={classes.examples}>
            {brief.examples.map((example) => (
              <figure key={example.item_id} className={classes.example}>
                <ImageThumb
                  src={example.image_url}
                  alt={example.caption}
                  width={140}
                  height={105}
                />
                <StatusBadge tone={example.is_right ? "good" : "problem"}>
                  {t(example.is_right ? "collecting.right" : "collecting.wrong")}
                </StatusBadge>
                <figcaption className={classes.note}>{example.caption}</figcaption>
              </figure>
            ))}
          </div>
        )}
      </div>
    </Card>
  );
}
