import { SegmentedControl } from "@mantine/core";
import { IconSquare, IconTag } from "@tabler/icons-react";
import { useState } from "react";
import { Card, ImageThumb, LeaseLeft, PageHeader, Row, Rows, useI18n } from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import { type Order, ordered, ORDERS, type WorkProject } from "./feed";
import classes from "./Home.module.css";

const ORDER_NAMES = {
  bestPay: "home.bestPay",
  shortest: "home.shortest",
  newest: "home.newest",
} as const satisfies Record<Order, string>;

const KIND_NAMES: Record<string, string> = {
  box: "home.box",
  rotated_box: "home.rotatedBox",
  polygon: "home.polygon",
  ellipse: "home.ellipse",
  polyline: "home.polyline",
  keypoints: "home.keypoints",
  mask: "home.mask",
  several: "home.several",
  classification: "home.classification",
};

/** Projects with tasks for this person; the first one's button is the page's filled one. */
export function WorkList({ projects }: { projects: readonly WorkProject[] }) {
  const { t } = useI18n();
  const [order, setOrder] = useState<Order>("bestPay");
  return (
    <>
      <PageHeader
        title={t("home.canDo", { n: projects.length })}
        actions={
          <SegmentedControl
            aria-label={t("home.order")}
            value={order}
            onChange={(value) => setOrder(value as Order)}
            data={ORDERS.map((value) => ({ value, label: t(ORDER_NAMES[value]) }))}
          />
        }
      />
      <Card isFlush>
        <Rows>
          {ordered(projects, order).map((project, index) => (
            <WorkRow key={project.project_id} project={project} isFirst={index === 0} />
          ))}
        </Rows>
      </Card>
    </>
  );
}

interface WorkRowProps {
  project: WorkProject;
  isFirst: boolean;
}

function WorkRow({ project, isFirst }: WorkRowProps) {
  const { t, day } = useI18n();
  const { name, project_id: projectId, ends_at: endsAt } = project;
  const isHeld = project.lease !== null;
  const Kind = project.kind === "classification" ? IconTag : IconSquare;
  return (
    <Row isChosen={isHeld}>
      <div className={classes.work}>
        <ImageThumb src={project.thumbnail_url} alt="" width={72} height={56} />
        <div className={classes.what}>
          <h2 className={classes.name}>{name}</h2>
          <p className={classes.note}>
            <Kind size={16} stroke={1.6} aria-hidden />
            {t(KIND_NAMES[project.kind] ?? "home.mixed")}
            {project.lease === null ? (
              <Available project={project} />
            ) : (
              <LeaseLeft expiresAt={project.lease.expires_at} />
            )}
          </p>
          {endsAt !== null && (
            <p className={classes.ending}>{t("home.ends", { day: day(endsAt) })}</p>
          )}
        </div>
        <Pay project={project} />
        <ButtonLink
          to="/work/$projectId"
          params={{ projectId }}
          variant={isFirst ? "filled" : "default"}
          aria-label={isHeld ? t("home.goOnOf", { name }) : t("home.startOf", { name })}
          className={classes.act}
        >
          {isHeld ? t("home.goOn") : t("home.start")}
        </ButtonLink>
      </div>
    </Row>
  );
}

/** How many there are for this person, never more than they may take. */
function Available({ project }: { project: WorkProject }) {
  const { t } = useI18n();
  const { tasks_left: left, share_left: share, daily_left: daily } = project;
  const isBoundToday = daily !== null && daily < left;
  return (
    <>
      {project.returned_count > 0 && (
        <strong>{t("home.returned", { n: project.returned_count })}</strong>
      )}
      {left > 0 && (
        <span>{t(project.is_at_least ? "home.atLeast" : "home.left", { n: left })}</span>
      )}
      {isBoundToday && <span>{t("home.daily", { n: daily })}</span>}
      {share !== null && <span>{t("home.share")}</span>}
    </>
  );
}

function Pay({ project }: { project: WorkProject }) {
  const { t, money, duration } = useI18n();
  const { price, hourly, typical_seconds: seconds } = project;
  const amount = (minor: number) => money(minor, price.currency);
  return (
    <>
      <div className={classes.pay}>
        <strong>{t("home.perTask", { price: amount(price.amount_minor) })}</strong>
        <span>
          {seconds === null
            ? t("home.timeUnknown")
            : t(project.is_own_pace ? "home.aboutYours" : "home.aboutOthers", {
                duration: duration(seconds),
                n: project.answer_count,
              })}
        </span>
      </div>
      <div className={classes.pay}>
        {hourly === null ? (
          <span>{t("home.hourlyUnknown")}</span>
        ) : (
          <>
            <strong>
              {t("home.hourly", {
                low: amount(hourly.low_minor),
                high: amount(hourly.high_minor),
              })}
            </strong>
            <span>{t("home.hourlyNote")}</span>
          </>
        )}
      </div>
    </>
  );
}
