import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  DataTable,
  FormProblem,
  PagedQuery,
  SelectField,
  StatusBadge,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";

const PATH = "/api/v1/projects/{project_id}/quiz-attempts";
type Attempt = Answered<typeof PATH>["results"][number];
type State = Exclude<Attempt["state"], "submitted">;

const STATES = {
  failed: "qualifications.attemptFailed",
  expired: "qualifications.attemptExpired",
  passed: "qualifications.attemptPassed",
  started: "qualifications.attemptRuns",
} as const satisfies Record<State, string>;
const TONES: Record<State, Tone> = {
  failed: "problem",
  expired: "caution",
  passed: "good",
  started: "active",
};

/** Who sat the quiz and how it went; who did not pass is given one more attempt here. */
export function AttemptsCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const [state, setState] = useState<State | "">("");
  const attempts = useQuery(
    apiQuery(PATH, {
      params: {
        path: { project_id: projectId },
        query: { page, ...(state === "" ? {} : { state }) },
      },
    }),
  );
  return (
    <Card
      title={t("qualifications.attempts")}
      note={t("qualifications.attemptsNote")}
      titleSize="section"
    >
      <SelectField
        w={220}
        label={t("qualifications.showAttempts")}
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
      <PagedQuery
        of={attempts}
        page={page}
        onPage={setPage}
        empty={<p>{t("qualifications.noAttempts")}</p>}
      >
        {(rows) => <AttemptTable rows={rows} projectId={projectId} />}
      </PagedQuery>
    </Card>
  );
}

function AttemptTable({ rows, projectId }: { rows: readonly Attempt[]; projectId: number }) {
  const { t, day } = useI18n();
  const forgive = useSend({
    send: (attempt_id: number) =>
      answerOf(
        api.PUT("/api/v1/quiz-attempts/{attempt_id}/forgiveness", {
          params: { path: { attempt_id } },
        }),
      ),
    stale: [apiKey(PATH, { project_id: projectId })],
  });
  return (
    <>
      <FormProblem problem={forgive.error} />
      <DataTable
        isStackable
        caption={t("qualifications.attempts")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "person",
            title: t("qualifications.person"),
            isRowHeader: true,
            cell: (row) => (
              <Link to="/p/$projectId/people/$userId" params={{ projectId, userId: row.user_id }}>
                {row.pseudonym}
              </Link>
            ),
          },
          {
            key: "attempt",
            title: t("qualifications.attempt"),
            cell: (row) =>
              t(row.is_delta ? "qualifications.attemptOnChange" : "qualifications.attemptOf", {
                n: row.number,
                major: row.guideline_major,
              }),
          },
          { key: "on", title: t("qualifications.attemptOn"), cell: (row) => day(row.started_at) },
          { key: "state", title: t("qualifications.state"), cell: (row) => <Came of={row} /> },
          { key: "scores", title: t("qualifications.scores"), cell: (row) => <Scores of={row} /> },
          {
            key: "more",
            title: "",
            cell: (row) =>
              row.is_forgiven
                ? t("qualifications.forgiven")
                : row.can_be_forgiven && (
                    <Button
                      size="xs"
                      loading={forgive.isPending && forgive.variables === row.id}
                      aria-label={t("qualifications.forgiveOf", {
                        name: row.pseudonym,
                        n: row.number,
                      })}
                      onClick={() => forgive.mutate(row.id)}
                    >
                      {t("qualifications.forgive")}
                    </Button>
                  ),
          },
        ]}
      />
    </>
  );
}

function Came({ of: { state } }: { of: Attempt }) {
  const { t } = useI18n();
  if (state === "submitted") return null; // no row is kept so
  return <StatusBadge tone={TONES[state]}>{t(STATES[state])}</StatusBadge>;
}

/** What was measured; nothing of what was not asked. */
function Scores({ of }: { of: Attempt }) {
  const { t, number } = useI18n();
  const shares = [
    ["qualifications.scoreF1", of.f1],
    ["qualifications.scoreIou", of.mean_iou],
    ["qualifications.scoreLabels", of.label_accuracy],
  ] as const;
  const said = shares.flatMap(([name, value]) =>
    value == null ? [] : [t(name, { value: number(value, 2) })],
  );
  const { answers_right: right = 0, answers_total: total = 0 } = of;
  if (total > 0) said.push(t("qualifications.scoreAnswers", { right, total }));
  return <>{said.length === 0 ? "–" : said.join(" · ")}</>;
}
