import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, DataTable, Moment, PagedQuery, StatusBadge, useI18n } from "@/panels/shared";
import { firingSentence } from "@/pages/standing/evidence";
import { PersonLink } from "./PersonLink";
import classes from "./Rules.module.css";
import { type Firing, FIRINGS } from "./types";
import { WorkBehind } from "./WorkBehind";
import { ACTION_NAMES } from "./words";

interface FiringsProps {
  projectId: number;
  /** Only what happened to this person. */
  userId?: number;
}

/** What rules did, the newest first, each with its evidence in words. */
export function Firings({ projectId, userId }: FiringsProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const query = userId === undefined ? { page } : { page, user_id: userId };
  const firings = useQuery(
    apiQuery(FIRINGS, { params: { path: { project_id: projectId }, query } }),
  );
  const nothing = t(userId === undefined ? "rules.noFirings" : "rules.noFiringsOfPerson");
  return (
    <PagedQuery
      of={firings}
      page={page}
      onPage={setPage}
      empty={<p className={classes.nothing}>{nothing}</p>}
    >
      {(rows) => (
        <Card isFlush>
          <FiringTable rows={rows} projectId={projectId} isOfOne={userId !== undefined} />
        </Card>
      )}
    </PagedQuery>
  );
}

interface FiringTableProps {
  rows: readonly Firing[];
  projectId: number;
  isOfOne: boolean;
}

function FiringTable({ rows, projectId, isOfOne }: FiringTableProps) {
  const { t } = useI18n();
  const person = {
    key: "person",
    title: t("rules.person"),
    isRowHeader: true,
    cell: (row: Firing) => (
      <PersonLink projectId={projectId} userId={row.user_id}>
        {row.pseudonym}
      </PersonLink>
    ),
  };
  return (
    <DataTable
      isStackable
      caption={t("rules.firings")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        ...(isOfOne ? [] : [person]),
        { key: "rule", title: t("rules.rule"), cell: (row) => row.rule_name },
        {
          key: "why",
          title: t("rules.why"),
          cell: (row) => <Why firing={row} projectId={projectId} />,
        },
        { key: "did", title: t("rules.did"), cell: (row) => t(ACTION_NAMES[row.action]) },
        { key: "when", title: t("rules.when"), cell: (row) => <Moment iso={row.fired_at} /> },
        { key: "state", title: t("rules.standing"), cell: (row) => <State firing={row} /> },
      ]}
    />
  );
}

function Why({ firing, projectId }: { firing: Firing; projectId: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { pair } = firing.evidence;
  return (
    <span className={classes.why}>
      {firingSentence(firing.evidence, i18n) ?? firing.sentence}{" "}
      {pair !== null && (
        <PersonLink projectId={projectId} userId={pair.partner_id}>
          {t("rules.alsoLike")}
        </PersonLink>
      )}{" "}
      <WorkBehind firing={firing} projectId={projectId} />
    </span>
  );
}

const ENDINGS: Readonly<Record<string, string>> = {
  expired: "rules.expired",
  lifted: "rules.lifted",
  appealed: "rules.appealed",
  requalified: "rules.requalified",
};

/** Whether the effect lasts, and how it ended. */
function State({ firing }: { firing: Firing }) {
  const { t, day } = useI18n();
  if (firing.voided_count !== null) {
    return <StatusBadge tone="quiet">{t("rules.voided", { n: firing.voided_count })}</StatusBadge>;
  }
  if (firing.ending !== "") {
    return <StatusBadge tone="quiet">{t(ENDINGS[firing.ending] ?? "rules.over")}</StatusBadge>;
  }
  if (firing.restriction_id === null) {
    return <StatusBadge tone="quiet">{t("rules.over")}</StatusBadge>;
  }
  const ends = firing.restriction_ends_at;
  return (
    <StatusBadge tone="caution">
      {ends === null ? t("rules.inForce") : t("rules.inForceUntil", { when: day(ends) })}
    </StatusBadge>
  );
}
