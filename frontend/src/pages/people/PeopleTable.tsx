import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconArrowsSort } from "@tabler/icons-react";
import { serverDate } from "@/api/server-clock";
import {
  Card,
  type Column,
  DataTable,
  Duration,
  IntervalBar,
  Moment,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { DriftBadge } from "@/pages/skill/DriftCard";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { KIND_NAMES, KIND_TONES } from "@/pages/standing/words";
import classes from "./People.module.css";
import { type Finding, ordered, type Sort, type WorkingPerson } from "./finding";

interface PeopleTableProps {
  rows: readonly WorkingPerson[];
  finding: Finding;
  onFind: (change: Partial<Finding>) => void;
}

/** One row a person; a press on a column's name orders everybody by it. */
export function PeopleTable({ rows, finding, onFind }: PeopleTableProps) {
  const { t } = useI18n();
  const columns = useColumns(rows.some(({ verdicts }) => verdicts !== null));
  return (
    <Card isFlush>
      <DataTable
        caption={t("people.title")}
        rows={rows}
        rowKey={(row) => row.user_id}
        isStackable
        columns={columns.map(({ sort, ...column }) => ({
          ...column,
          name: column.title,
          isWideOnly: column.isWideOnly === true && finding.sort !== sort,
          sorted:
            finding.sort === sort
              ? finding.is_descending
                ? "descending"
                : "ascending"
              : undefined,
          title:
            sort === undefined ? (
              column.title
            ) : (
              <SortButton finding={finding} sort={sort} onFind={onFind}>
                {column.title}
              </SortButton>
            ),
        }))}
      />
    </Card>
  );
}

interface SortButtonProps {
  finding: Finding;
  sort: Sort;
  onFind: (change: Partial<Finding>) => void;
  children: React.ReactNode;
}

function SortButton({ finding, sort, onFind, children }: SortButtonProps) {
  const isOn = finding.sort === sort;
  const Mark = !isOn ? IconArrowsSort : finding.is_descending ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={classes.sort}
      data-on={isOn || undefined}
      onClick={() => onFind(ordered(finding, sort))}
    >
      {children}
      <Mark size={12} stroke={1.8} aria-hidden />
    </UnstyledButton>
  );
}

interface SortableColumn extends Column<WorkingPerson> {
  readonly title: string;
  readonly sort?: Sort;
}

function useColumns(hasVerdicts: boolean): readonly SortableColumn[] {
  const { t, number } = useI18n();
  const project = useProject();
  return [
    {
      key: "pseudonym",
      title: t("people.pseudonym"),
      sort: "name",
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
    { key: "standing", title: t("people.standing"), cell: (row) => <Standing person={row} /> },
    {
      key: "submissions",
      title: t("people.submissions"),
      sort: "answers",
      isNumber: true,
      cell: (row) => number(row.submission_count),
    },
    {
      key: "skill",
      title: t("people.skill"),
      sort: "lower",
      cell: ({ skill }) => <Skill skill={skill} passMark={project.gold_pass_mark} />,
    },
    {
      key: "checks",
      title: t("people.checks"),
      sort: "checks",
      isNumber: true,
      isWideOnly: true,
      cell: ({ skill }) => (skill === null ? "–" : number(skill.check_count)),
    },
    {
      key: "agreement",
      title: t("people.agreement"),
      sort: "agreement",
      isNumber: true,
      isWideOnly: true,
      cell: ({ agreement }) => (agreement.value === null ? "–" : number(agreement.value, 2)),
    },
    {
      key: "speed",
      title: t("people.seconds"),
      sort: "speed",
      isNumber: true,
      isWideOnly: true,
      cell: (row) =>
        row.median_seconds === null ? "–" : <Duration seconds={row.median_seconds} />,
    },
    ...(hasVerdicts
      ? [
          {
            key: "verdicts",
            title: t("people.verdicts"),
            cell: ({ verdicts }: WorkingPerson) => <Verdicts verdicts={verdicts} />,
          },
        ]
      : []),
    {
      key: "drift",
      title: t("people.drift"),
      cell: ({ drift_state: state }) => (state === "unknown" ? "–" : <DriftBadge state={state} />),
    },
    {
      key: "last",
      title: t("people.last"),
      sort: "last_active",
      cell: ({ last_active_at: at }) =>
        at === null ? "–" : <Moment iso={at} since={serverDate()} />,
    },
  ];
}

interface SkillProps {
  skill: WorkingPerson["skill"];
  passMark: number;
}

function Skill({ skill, passMark }: SkillProps) {
  const { t, bounds, number } = useI18n();
  if (skill === null) return t("people.none");
  const { mean, lower, upper, check_count: count } = skill;
  return (
    <span className={classes.skill}>
      <span className={classes.bar}>
        <IntervalBar estimate={{ value: mean, lower, upper, count }} target={passMark} />
      </span>
      <span>
        <strong>{number(mean, 2)}</strong> {bounds(lower, upper)}
      </span>
    </span>
  );
}

/** How well somebody tells right labels from wrong ones; how many they accept, until that is known. */
function Verdicts({ verdicts }: Pick<WorkingPerson, "verdicts">) {
  const { t, bounds, number } = useI18n();
  if (verdicts === null) return "–";
  const { value, lower, upper } = verdicts.discernment;
  if (value === null || lower === null || upper === null) {
    const { accepted_count: accepted, given_count: given } = verdicts;
    return t("people.accepts", { accepted: number(accepted), given: number(given) });
  }
  return (
    <span>
      <strong>{number(value, 2)}</strong> {bounds(lower, upper)}
    </span>
  );
}

function Standing({ person }: { person: WorkingPerson }) {
  const { t } = useI18n();
  const limits = person.restrictions.map(({ id, kind, reason }) => (
    <span key={id} title={reason}>
      <StatusBadge tone={KIND_TONES[kind]}>{t(KIND_NAMES[kind])}</StatusBadge>
    </span>
  ));
  if (limits.length > 0) return <span className={classes.limits}>{limits}</span>;
  if (person.standing === "not_eligible") {
    return (
      <span title={person.blocked_reason}>
        <StatusBadge tone="quiet">{t("people.notEligible")}</StatusBadge>
      </span>
    );
  }
  return <StatusBadge tone="good">{t("people.active")}</StatusBadge>;
}
