import type { Answered } from "@/api/query";
import { StackedBar, useI18n } from "@/panels/shared";

interface TaskStatesProps {
  tasks: Answered<"/api/v1/projects/{project_id}/queue">["tasks"];
  title: string;
}

/** How many tasks are in which state, as one bar. */
export function TaskStates({ tasks, title }: TaskStatesProps) {
  const { t } = useI18n();
  const disputed = tasks.disputed + tasks.adjudicating;
  return (
    <StackedBar
      title={title}
      parts={[
        { key: "resolved", name: t("overview.resolved"), value: tasks.resolved, tone: "done" },
        { key: "saturated", name: t("overview.saturated"), value: tasks.saturated, tone: "nearly" },
        { key: "open", name: t("overview.openTasks"), value: tasks.open, tone: "waiting" },
        { key: "disputed", name: t("overview.disputed"), value: disputed, tone: "caution" },
        { key: "triage", name: t("overview.triage"), value: tasks.triage, tone: "second" },
      ]}
    />
  );
}
