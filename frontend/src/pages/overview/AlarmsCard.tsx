import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { Card, StatusBadge, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./Alarms.module.css";

const PATH = "/api/v1/projects/{project_id}/alarms";
type Alarm = Answered<typeof PATH>["alarms"][number];
const REFRESH_MS = 20_000;

/** Where each remedy is. */
const PLACES = {
  queue: "/p/$projectId/queue",
  batches: "/p/$projectId/batches",
  gold: "/p/$projectId/gold",
  people: "/p/$projectId/people",
  appeals: "/p/$projectId/appeals",
  disputed: "/p/$projectId/disputed",
  rules: "/p/$projectId/rules",
  quality: "/p/$projectId/report",
} as const satisfies Record<Exclude<Alarm["place"], "audit">, string>;

/** Of the places, those that only managers may open. */
const MANAGED: ReadonlySet<Alarm["place"]> = new Set(["audit", "gold", "people", "rules"]);

/** What needs a person, each with its remedy; nothing where nothing does. */
export function AlarmsCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const project = useProject();
  const maySee = useCan("reviewers", project.organisation_id);
  const alarms = useQuery({
    ...apiQuery(PATH, { params: { path: { project_id: projectId } } }),
    enabled: maySee,
    refetchInterval: REFRESH_MS,
  });
  if (alarms.data === undefined || alarms.data.alarms.length === 0) return null;
  return (
    <Card title={t("overview.alarms")}>
      <ul className={classes.alarms}>
        {alarms.data.alarms.map((alarm) => (
          <Line key={alarm.code} alarm={alarm} projectId={projectId} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ alarm, projectId }: { alarm: Alarm; projectId: number }) {
  const { t, number } = useI18n();
  const isProblem = alarm.severity === "problem";
  return (
    <li className={classes.alarm}>
      <StatusBadge tone={isProblem ? "problem" : "caution"}>
        {t(isProblem ? "overview.problem" : "overview.caution")}
      </StatusBadge>
      <span>
        {alarm.sentence}
        {alarm.count > 1 && <strong className={classes.count}>{number(alarm.count)}</strong>}
      </span>
      <Remedy alarm={alarm} projectId={projectId} />
    </li>
  );
}

/** The way to it; its words alone for who may not go there. */
function Remedy({ alarm: { place, remedy }, projectId }: { alarm: Alarm; projectId: number }) {
  const { organisation_id: organisationId } = useProject();
  const canManage = useCan("managers", organisationId);
  if (MANAGED.has(place) && !canManage) return <span>{remedy}</span>;
  return place === "audit" ? (
    <Link to="/o/$organisationId/audit" params={{ organisationId }}>
      {remedy}
    </Link>
  ) : (
    <Link to={PLACES[place]} params={{ projectId }}>
      {remedy}
    </Link>
  );
}
