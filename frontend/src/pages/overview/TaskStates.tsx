import type { Answered } from "@/api/query";
import type { ReactNode } from "react";
import { StackedBar, useI18n } from "@/panels/shared";
import type { Finding } from "@/pages/items/finding";

interface TaskStatesProps {
  tasks: Answered<"/api/v1/projects/{project_id}/queue">["tasks"];
  title: string;
  /** Leads to the items in a state, for people who may look through them. */
  link?: (state: Finding["state"], name: string) => ReactNode;
}

const unlinked = (_: Finding["state"], name: string): ReactNode => name;

/** How many tasks are in which state, as one bar. */
export function TaskStates({ tasks, title, link = unlinked }: TaskStatesProps) {
  const { t } = useI18n();
  const disputed = tasks.disputed + tasks.adjudicating;
  return (
    <StackedBar
      title={title}
      parts={[
        {
          key: "resolved",
          name: link("resolved", t("overview.resolved")),
          value: tasks.resolved,
          tone: "done",
        },
        {
          key: "saturated",
          name: link("asked", t("overview.saturated")),
          value: tasks.saturated,
          tone: "nearly",
        },
        {
          key: "open",
          name: link("asked", t("overview.openTasks")),
          value: tasks.open,
          tone: "waiting",
        },
        {
          key: "disputed",
          name: link("disputed", t("overview.disputed")),
          value: disputed,
          tone: "caution",
        },
        {
          key: "triage",
          name: link("triage", t("overview.triage")),
          value: tasks.triage,
          tone: "second",
        },
      ]}
    />
  );
}
