import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  DataTable,
  FormProblem,
  Moment,
  Money,
  PagedQuery,
  SelectField,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import type { Person } from "@/pages/skill/types";
import { WorkLook } from "@/pages/standing/WorkLook";
import { reasonName, WORK_NAMES, WORK_TONES, type WorkState } from "@/pages/standing/words";
import { Budget } from "./Budget";
import classes from "./People.module.css";
import { RejectDialog } from "./RejectDialog";
import { STALE } from "./stale";

const PATH = "/api/v1/projects/{project_id}/people/{user_id}/work";
type Work = Answered<typeof PATH>["results"][number];
type Shown = WorkState | "";
const SHOWN: readonly Shown[] = ["submitted", "accepted", "rejected", "voided", "spare", ""];

/** What a person handed in, newest first, with the verdicts: accept, or reject with a reason. */
export function PersonWork({ person }: { person: Person }) {
  const { t } = useI18n();
  const project = useProject();
  const [page, setPage] = useState(1);
  const [state, setState] = useState<Shown>("submitted");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const place = { project_id: project.id, user_id: person.user_id };
  const work = useQuery(apiQuery(PATH, { params: { path: place, query: { page, state } } }));
  const show = (next: Shown) => {
    setState(next);
    setPage(1);
    setChosen(new Set());
  };
  return (
    <Card title={t("people.work")} note={t("people.workNote")} isFlush>
      <Budget place={place} />
      <div className={classes.over}>
        <SelectField
          label={t("people.show")}
          data={SHOWN.map((value) => ({
            value,
            label: value === "" ? t("people.everything") : t(WORK_NAMES[value] ?? value),
          }))}
          value={state}
          onChange={(value) => show((value ?? "") as Shown)}
        />
        <Verdicts chosen={chosen} onDone={() => setChosen(new Set())} />
      </div>
      <PagedQuery
        of={work}
        page={page}
        onPage={(next) => {
          setPage(next);
          setChosen(new Set());
        }}
        empty={<p className={classes.budget}>{t("people.noWork")}</p>}
      >
        {(rows) => <WorkTable rows={rows} chosen={chosen} onChoose={setChosen} />}
      </PagedQuery>
    </Card>
  );
}

interface VerdictsProps {
  chosen: ReadonlySet<number>;
  onDone: () => void;
}

function Verdicts({ chosen, onDone }: VerdictsProps) {
  const { t } = useI18n();
  const project = useProject();
  const [isRejecting, setRejecting] = useState(false);
  const ids = [...chosen].sort((one, other) => one - other);
  const accept = useSend({
    send: (body: { assignment_ids: number[] }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/work/accept", {
          params: { path: { project_id: project.id } },
          body,
          headers,
        }),
      ),
    stale: STALE,
    onSuccess: onDone,
  });
  return (
    <div className={classes.acts}>
      <Button
        size="xs"
        disabled={ids.length === 0}
        loading={accept.isPending}
        onClick={() => accept.mutate({ assignment_ids: ids })}
      >
        {t("people.accept")}
      </Button>
      <Button size="xs" disabled={ids.length === 0} onClick={() => setRejecting(true)}>
        {t("people.reject")}
      </Button>
      <span className={classes.chosen}>{t("people.chosen", { n: ids.length })}</span>
      <FormProblem problem={accept.error} />
      {isRejecting && (
        <RejectDialog
          ids={ids}
          onDone={() => {
            setRejecting(false);
            onDone();
          }}
          onClose={() => setRejecting(false)}
        />
      )}
    </div>
  );
}

interface WorkTableProps {
  rows: readonly Work[];
  chosen: ReadonlySet<number>;
  onChoose: (chosen: ReadonlySet<number>) => void;
}

function WorkTable({ rows, chosen, onChoose }: WorkTableProps) {
  const { t } = useI18n();
  const project = useProject();
  const waiting = rows.filter(({ state }) => state === "submitted").map(({ id }) => id);
  const isAll = waiting.length > 0 && waiting.every((id) => chosen.has(id));
  const turn = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <DataTable
      caption={t("people.work")}
      rows={rows}
      rowKey={(row) => row.id}
      isChosen={(row) => chosen.has(row.id)}
      columns={[
        {
          key: "choose",
          title: (
            <Checkbox
              size="xs"
              aria-label={t("people.chooseAll")}
              checked={isAll}
              disabled={waiting.length === 0}
              onChange={() => onChoose(new Set(isAll ? [] : waiting))}
            />
          ),
          cell: (row) =>
            row.state === "submitted" && (
              <Checkbox
                size="xs"
                aria-label={t("people.choose", { name: row.item_name })}
                checked={chosen.has(row.id)}
                onChange={() => turn(row.id)}
              />
            ),
        },
        {
          key: "item",
          title: t("people.item"),
          isRowHeader: true,
          cell: (row) => <WorkLook projectId={project.id} work={row} />,
        },
        { key: "state", title: t("people.verdict"), cell: (row) => <Verdict of={row} /> },
        {
          key: "handedIn",
          title: t("people.handedIn"),
          cell: ({ ended_at: at }) => (at === null ? "–" : <Moment iso={at} />),
        },
        {
          key: "price",
          title: t("people.price"),
          isNumber: true,
          cell: (row) => <Money amount={row} />,
        },
      ]}
    />
  );
}

function Verdict({ of }: { of: Work }) {
  const { t } = useI18n();
  const note = of.state === "rejected" ? `${t(reasonName(of.reason_code))}. ${of.note}` : of.note;
  return (
    <>
      <StatusBadge tone={WORK_TONES[of.state] ?? "quiet"}>
        {t(WORK_NAMES[of.state] ?? of.state)}
      </StatusBadge>{" "}
      {note}
    </>
  );
}
