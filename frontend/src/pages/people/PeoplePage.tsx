import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Duration,
  EmptyState,
  IntervalBar,
  Page,
  PagedQuery,
  PageHeader,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { DriftBadge } from "@/pages/skill/DriftCard";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./People.module.css";
import { StandingButton } from "./StandingButton";

const PATH = "/api/v1/projects/{project_id}/people";
export type WorkingPerson = Answered<typeof PATH>["results"][number];

/** Everybody who worked here, their skill with its interval, and their standing. */
export default function PeoplePage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [page, setPage] = useState(1);
  const people = useQuery(
    apiQuery(PATH, { params: { path: { project_id: projectId }, query: { page } } }),
  );
  return (
    <Page>
      <PageHeader title={t("people.title")} note={t("people.note")} />
      <PagedQuery
        of={people}
        page={page}
        onPage={setPage}
        empty={<EmptyState title={t("people.emptyTitle")}>{t("people.empty")}</EmptyState>}
      >
        {(rows) => <PeopleTable rows={rows} />}
      </PagedQuery>
    </Page>
  );
}

function PeopleTable({ rows }: { rows: readonly WorkingPerson[] }) {
  const { t, number } = useI18n();
  const project = useProject();
  const canBlock = useCan("managers", project.organisation_id);
  return (
    <Card isFlush>
      <DataTable
        caption={t("people.title")}
        rows={rows}
        rowKey={(row) => row.user_id}
        columns={[
          {
            key: "pseudonym",
            title: t("people.pseudonym"),
            isRowHeader: true,
            cell: (row) => (
              <Link
                to="/p/$projectId/people/$userId"
                params={{ projectId: project.id, userId: row.user_id }}
              >
                {row.pseudonym}
              </Link>
            ),
          },
          {
            key: "submissions",
            title: t("people.submissions"),
            isNumber: true,
            cell: (row) => number(row.submission_count),
          },
          {
            key: "seconds",
            title: t("people.seconds"),
            isNumber: true,
            cell: (row) =>
              row.median_seconds === null ? "–" : <Duration seconds={row.median_seconds} />,
          },
          {
            key: "skill",
            title: t("people.skill"),
            cell: (row) => <Skill skill={row.skill} passMark={project.gold_pass_mark} />,
          },
          {
            key: "agreement",
            title: t("people.agreement"),
            isNumber: true,
            cell: ({ agreement }) => (agreement.value === null ? "–" : number(agreement.value, 2)),
          },
          {
            key: "bits",
            title: t("people.bits"),
            isNumber: true,
            cell: ({ information_bits: bits }) =>
              bits.value === null ? "–" : number(bits.value, 2),
          },
          {
            key: "drift",
            title: t("people.drift"),
            cell: (row) => <DriftBadge state={row.drift_state} />,
          },
          {
            key: "standing",
            title: t("people.standing"),
            cell: (row) => <Standing person={row} />,
          },
          {
            key: "act",
            title: "",
            cell: (row) => canBlock && <StandingButton person={row} projectId={project.id} />,
          },
        ]}
      />
    </Card>
  );
}

interface SkillProps {
  skill: WorkingPerson["skill"];
  passMark: number;
}

function Skill({ skill, passMark }: SkillProps) {
  const { t, interval, number } = useI18n();
  if (skill === null) return t("people.none");
  const { mean, lower, upper, check_count: count } = skill;
  return (
    <span className={classes.skill}>
      <span className={classes.bar}>
        <IntervalBar estimate={{ value: mean, lower, upper, count }} target={passMark} />
      </span>
      <span>
        <strong>{number(mean, 2)}</strong> {interval(lower, upper, count)}
      </span>
    </span>
  );
}

function Standing({ person }: { person: WorkingPerson }) {
  const { t } = useI18n();
  if (person.standing === "active") {
    return <StatusBadge tone="good">{t("people.active")}</StatusBadge>;
  }
  return (
    <StatusBadge tone="problem">
      {t("people.blocked", { reason: person.blocked_reason })}
    </StatusBadge>
  );
}
