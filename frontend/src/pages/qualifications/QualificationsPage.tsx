import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Page,
  PageHeader,
  PagedQuery,
  SelectField,
  StatusBadge,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { AttemptsCard } from "./AttemptsCard";
import { GrantDialog } from "./GrantDialog";
import { type Move, MOVE_VERBS, MoveDialog } from "./MoveDialog";

export const PATH = "/api/v1/projects/{project_id}/qualifications";
export type Held = Answered<typeof PATH>["results"][number];
type State = Held["state"];

const STATES = {
  granted: "qualifications.granted",
  stale: "qualifications.stale",
  expired: "qualifications.expired",
  suspended: "qualifications.suspended",
  revoked: "qualifications.revoked",
} as const satisfies Record<State, string>;
const TONES: Record<State, Tone> = {
  granted: "good",
  stale: "caution",
  expired: "quiet",
  suspended: "caution",
  revoked: "problem",
};
const MOVES: Record<State, readonly Move[]> = {
  granted: ["suspend", "revoke"],
  suspended: ["restore", "revoke"],
  stale: ["revoke"],
  expired: ["revoke"],
  revoked: [],
};

/** Who is qualified, since when, until when and why; and what a manager may do about it. */
export default function QualificationsPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [page, setPage] = useState(1);
  const [state, setState] = useState<State | "">("");
  const [moving, setMoving] = useState<{ held: Held; move: Move } | null>(null);
  const [isGranting, setGranting] = useState(false);
  const held = useQuery(
    apiQuery(PATH, {
      params: {
        path: { project_id: projectId },
        query: { page, ...(state === "" ? {} : { state }) },
      },
    }),
  );
  return (
    <Page>
      <PageHeader
        title={t("qualifications.title")}
        note={t("qualifications.note")}
        actions={<Button onClick={() => setGranting(true)}>{t("qualifications.grant")}</Button>}
      />
      <SelectField
        w={220}
        label={t("qualifications.show")}
        value={state}
        onChange={(value) => {
          setState((value ?? "") as State | "");
          setPage(1);
        }}
        data={[
          { value: "", label: t("qualifications.all") },
          ...Object.entries(STATES).map(([value, name]) => ({ value, label: t(name) })),
        ]}
      />
      <PagedQuery of={held} page={page} onPage={setPage} empty={<p>{t("qualifications.none")}</p>}>
        {(rows) => (
          <Card isFlush>
            <HeldTable rows={rows} onMove={(one, move) => setMoving({ held: one, move })} />
          </Card>
        )}
      </PagedQuery>
      <AttemptsCard projectId={projectId} />
      {moving !== null && (
        <MoveDialog {...moving} projectId={projectId} onClose={() => setMoving(null)} />
      )}
      {isGranting && <GrantDialog onClose={() => setGranting(false)} />}
    </Page>
  );
}

interface HeldTableProps {
  rows: readonly Held[];
  onMove: (held: Held, move: Move) => void;
}

function HeldTable({ rows, onMove }: HeldTableProps) {
  const { t, day } = useI18n();
  const { projectId } = projectLayout.useParams();
  return (
    <DataTable
      isStackable
      caption={t("qualifications.title")}
      rows={rows}
      rowKey={(row) => `${row.user_id} ${row.guideline_major}`}
      columns={[
        {
          key: "person",
          title: t("qualifications.person"),
          cell: (row) => (
            <Link to="/p/$projectId/people/$userId" params={{ projectId, userId: row.user_id }}>
              {row.pseudonym}
            </Link>
          ),
        },
        {
          key: "state",
          title: t("qualifications.state"),
          cell: (row) => <StatusBadge tone={TONES[row.state]}>{t(STATES[row.state])}</StatusBadge>,
        },
        {
          key: "guideline",
          title: t("qualifications.guideline"),
          cell: (row) => t("qualifications.major", { major: row.guideline_major }),
        },
        {
          key: "read",
          title: t("qualifications.read"),
          cell: (row) =>
            row.read_at === null ? (
              <StatusBadge tone="quiet">{t("qualifications.notRead")}</StatusBadge>
            ) : (
              day(row.read_at)
            ),
        },
        { key: "since", title: t("qualifications.since"), cell: (row) => day(row.granted_at) },
        { key: "until", title: t("qualifications.until"), cell: (row) => day(row.expires_at) },
        { key: "why", title: t("qualifications.why"), cell: (row) => <Why held={row} /> },
        {
          key: "moves",
          title: "",
          cell: (row) => (
            <Group gap={8}>
              {MOVES[row.state].map((move) => (
                <Button key={move} size="xs" onClick={() => onMove(row, move)}>
                  {t(MOVE_VERBS[move])}
                </Button>
              ))}
            </Group>
          ),
        },
      ]}
    />
  );
}

function Why({ held }: { held: Held }) {
  const { t } = useI18n();
  const { attempt_number: attempt, granted_by: granter } = held;
  const quiz = held.is_delta ? "qualifications.byDelta" : "qualifications.byQuiz";
  const earned = granter
    ? t("qualifications.byHand", { name: granter })
    : attempt && t(quiz, { n: attempt });
  return (
    <>
      {earned} {held.reason}
    </>
  );
}
