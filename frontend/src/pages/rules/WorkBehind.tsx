import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { DataTable, Moment, PagedQuery, useI18n } from "@/panels/shared";
import { WorkLook } from "@/pages/standing/WorkLook";
import { WORK_NAMES } from "@/pages/standing/words";
import classes from "./Rules.module.css";
import type { Firing } from "./types";

const PATH = "/api/v1/rule-firings/{firing_id}/work";

/** What a firing rests on, answer by answer, each to look at. */
export function WorkBehind({ firing, projectId }: { firing: Firing; projectId: number }) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const { submission_ids: answers, assignment_ids: tasks } = firing.evidence;
  if (answers.length + tasks.length === 0) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={classes.behind}
        onClick={() => setOpen(true)}
      >
        {t("rules.workBehind")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="lg"
        title={t("rules.workBehindOf", { name: firing.pseudonym })}
        closeButtonProps={{ "aria-label": t("shared.close") }}
      >
        {isOpen && <List firing={firing} projectId={projectId} />}
      </Modal>
    </>
  );
}

function List({ firing, projectId }: { firing: Firing; projectId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const work = useQuery(
    apiQuery(PATH, { params: { path: { firing_id: firing.id }, query: { page } } }),
  );
  return (
    <PagedQuery
      of={work}
      page={page}
      onPage={setPage}
      empty={<p className={classes.nothing}>{t("rules.noWorkBehind")}</p>}
    >
      {(rows) => (
        <DataTable
          isStackable
          caption={t("rules.workBehind")}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "item",
              title: t("rules.picture"),
              isRowHeader: true,
              cell: (row) => <WorkLook projectId={projectId} work={row} />,
            },
            { key: "who", title: t("rules.person"), cell: (row) => row.pseudonym },
            {
              key: "state",
              title: t("rules.became"),
              cell: (row) => t(WORK_NAMES[row.state] ?? row.state),
            },
            {
              key: "when",
              title: t("rules.when"),
              cell: ({ ended_at: at }) => (at === null ? "–" : <Moment iso={at} />),
            },
          ]}
        />
      )}
    </PagedQuery>
  );
}
