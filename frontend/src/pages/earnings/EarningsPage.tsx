import { IconWallet } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import type { I18n } from "@/model/i18n";
import {
  Card,
  CursorPager,
  DataTable,
  EmptyState,
  Moment,
  Money,
  Page,
  PagedQuery,
  PageHeader,
  Query,
  useI18n,
} from "@/panels/shared";
import { EarningsCard } from "@/pages/home/EarningsCard";
import { OwnShares } from "@/pages/collecting/OwnShares";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { Dues, OwnPayouts } from "./Paid";

type Assignment = Answered<"/api/v1/me/assignments">["results"][number];
type KeptEarning = Answered<"/api/v1/me/kept-earnings">["results"][number];
const STATE_NAMES = {
  leased: "earnings.leased",
  submitted: "earnings.submitted",
  accepted: "earnings.accepted",
  rejected: "earnings.rejected",
  returned: "earnings.returned",
  skipped: "earnings.skipped",
  released: "earnings.released",
  expired: "earnings.expired",
  spare: "earnings.spare",
  voided: "earnings.voided",
} as const satisfies Record<Assignment["state"], string>;

/** What was earned and paid, and the person's tasks, what was taken last first. */
export default function EarningsPage() {
  const { t } = useI18n();
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const cursor = cursors[cursors.length - 1] ?? "";
  const assignments = useQuery(
    apiQuery("/api/v1/me/assignments", { params: { query: { cursor } } }),
  );
  return (
    <Page>
      <PageHeader title={t("earnings.title")} note={t("earnings.note")} />
      <Sums />
      <Dues />
      <OwnPayouts />
      <OwnShares />
      <Kept />
      <Query
        of={assignments}
        empty={({ results }) =>
          results.length === 0 && (
            <EmptyState
              icon={IconWallet}
              title={t("earnings.emptyTitle")}
              action={<ButtonLink to="/home">{t("earnings.toWork")}</ButtonLink>}
            >
              {t("earnings.empty")}
            </EmptyState>
          )
        }
      >
        {(data) => (
          <>
            <Assignments rows={data.results} />
            <CursorPager cursors={cursors} next={data.next_cursor} onTurn={setCursors} />
          </>
        )}
      </Query>
    </Page>
  );
}

/** Today and in all, as on the home; nothing before the first task. */
function Sums() {
  const feed = useQuery(apiQuery("/api/v1/feed"));
  if (!feed.data?.total.task_count) return null;
  return <EarningsCard feed={feed.data} />;
}

const KEPT_NAMES = {
  submitted: "earnings.submitted",
  accepted: "earnings.accepted",
  spare: "earnings.spare",
  voided: "earnings.voided",
  picture: "earnings.picture",
  review: "earnings.review",
} as const satisfies Record<KeptEarning["state"], string>;

/** What was earned in projects that are gone; nothing where there is none. */
function Kept() {
  const { t, number } = useI18n();
  const [page, setPage] = useState(1);
  const kept = useQuery(apiQuery("/api/v1/me/kept-earnings", { params: { query: { page } } }));
  if (!kept.data?.count) return null;
  return (
    <PagedQuery of={kept} page={page} onPage={setPage}>
      {(rows) => (
        <Card title={t("earnings.kept")} note={t("earnings.keptNote")} isFlush>
          <DataTable
            isStackable
            caption={t("earnings.kept")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: "project",
                title: t("earnings.project"),
                isRowHeader: true,
                cell: (row) => row.project_name,
              },
              {
                key: "state",
                title: t("earnings.state"),
                cell: (row) => t(KEPT_NAMES[row.state]),
              },
              {
                key: "tasks",
                title: t("earnings.number"),
                isNumber: true,
                cell: (row) => number(row.task_count),
              },
              {
                key: "price",
                title: t("earnings.sum"),
                isNumber: true,
                cell: (row) => <Money amount={row.price} />,
              },
            ]}
          />
        </Card>
      )}
    </PagedQuery>
  );
}

function Assignments({ rows }: { rows: readonly Assignment[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("earnings.title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "project",
            title: t("earnings.project"),
            isRowHeader: true,
            cell: (row) => row.project_name,
          },
          { key: "state", title: t("earnings.state"), cell: (row) => <State of={row} /> },
          {
            key: "taken",
            title: t("earnings.taken"),
            cell: (row) => <Moment iso={row.leased_at} />,
          },
          { key: "payment", title: t("earnings.payment"), cell: (row) => paymentOf(row, i18n) },
          {
            key: "price",
            title: t("earnings.price"),
            isNumber: true,
            cell: (row) => <Money amount={row.price} />,
          },
        ]}
      />
    </Card>
  );
}

const OWED: readonly Assignment["state"][] = ["accepted", "spare", "voided"];

function paymentOf({ paid_at: paidAt, price, state }: Assignment, { t, day }: I18n): string {
  if (paidAt !== null) return t("earnings.paidOn", { day: day(paidAt) });
  return OWED.includes(state) && price.amount_minor > 0 ? t("earnings.toBePaid") : "–";
}

function State({ of }: { of: Assignment }) {
  const { t } = useI18n();
  return (
    <>
      {t(STATE_NAMES[of.state])}
      {of.state === "rejected" && (
        <>
          {" "}
          <Link to="/quality">{t("earnings.why")}</Link>
        </>
      )}
    </>
  );
}
