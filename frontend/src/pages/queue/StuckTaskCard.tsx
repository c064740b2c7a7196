import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Card, ImageThumb, Moment, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { REASON_NAMES, type StuckTask } from "./names";
import { type Fate, FateDialog } from "./FateDialog";
import classes from "./Queue.module.css";

interface StuckTaskCardProps {
  task: StuckTask;
  projectId: number;
}

/** A picture that people gave back, what they said of it, and the two ways out. */
export function StuckTaskCard({ task, projectId }: StuckTaskCardProps) {
  const { t } = useI18n();
  const mayAsk = useCan("managers", useProject().organisation_id);
  const [fate, setFate] = useState<Fate | null>(null);
  return (
    <Card>
      <div className={classes.task}>
        <ImageThumb src={task.item.thumbnail_url} alt="" width={96} height={72} />
        <div className={classes.what}>
          <h3 className={classes.name}>{task.item.name}</h3>
          <ul className={classes.reasons}>
            {task.given_back.map((one) => (
              <li key={`${one.at} ${one.note}`}>
                {t(REASON_NAMES[one.reason] ?? "queue.other")}
                {one.note !== "" && <q className={classes.said}>{one.note}</q>}
                <span className={classes.when}>
                  <Moment iso={one.at} />
                </span>
              </li>
            ))}
          </ul>
          <Group gap="sm">
            {mayAsk && (
              <Button size="xs" variant="default" onClick={() => setFate("reopen")}>
                {t("queue.askOthers")}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => setFate("cancel")}>
              {t("queue.cancelTask")}
            </Button>
          </Group>
        </div>
      </div>
      {fate !== null && (
        <FateDialog task={task} fate={fate} projectId={projectId} onClose={() => setFate(null)} />
      )}
    </Card>
  );
}
