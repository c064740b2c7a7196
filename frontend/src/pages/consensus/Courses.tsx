import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { FullScreen } from "@/pages/drawing/FullScreen";
import { usePictureAids } from "@/pages/drawing/use-picture-aids";
import { useI18n } from "@/panels/shared";
import { PlaybackStage } from "@/panels/workspace";
import side from "./Side.module.css";
import type { TaskDetail } from "./TaskPage";

type Answer = TaskDetail["submissions"][number];

interface CoursesProps {
  task: TaskDetail;
  schema: LabelSchema;
  projectId: number;
}

/** How long each answer took, and how it came about, shape by shape. */
export function Courses({ task, schema, projectId }: CoursesProps) {
  const { t } = useI18n();
  const [played, play] = useState<Answer | null>(null);
  if (task.submissions.length === 0) return null;
  return (
    <section>
      <h2 className={side.heading}>{t("consensus.courses")}</h2>
      <table className={side.table}>
        <thead>
          <tr>
            <th scope="col">{t("consensus.annotator")}</th>
            <th scope="col">{t("consensus.timeOnTask")}</th>
            <th scope="col">{t("consensus.course")}</th>
          </tr>
        </thead>
        <tbody>
          {task.submissions.map((answer) => (
            <Row key={answer.id} answer={answer} onPlay={() => play(answer)} />
          ))}
        </tbody>
      </table>
      {played !== null && (
        <Player
          task={task}
          schema={schema}
          projectId={projectId}
          answer={played}
          onClose={() => play(null)}
        />
      )}
    </section>
  );
}

function Row({ answer, onPlay }: { answer: Answer; onPlay: () => void }) {
  const { t, duration } = useI18n();
  return (
    <tr>
      <th scope="row">
        <bdi>{answer.pseudonym}</bdi>
      </th>
      <td>{duration(answer.seconds_spent)}</td>
      <td>
        {answer.course.length === 0 ? (
          t("consensus.noCourse")
        ) : (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlayerPlay size={16} stroke={1.6} aria-hidden />}
            aria-label={t("consensus.playOf", { name: answer.pseudonym })}
            onClick={onPlay}
          >
            {t("consensus.play")}
          </Button>
        )}
      </td>
    </tr>
  );
}

interface PlayerProps extends CoursesProps {
  answer: Answer;
  onClose: () => void;
}

function Player({ task: { item }, schema, projectId, answer, onClose }: PlayerProps) {
  const { t } = useI18n();
  const size = { width_px: item.width_px, height_px: item.height_px };
  const picture = { url: item.image_url, levels: item.levels, alt: item.name, ...size };
  const aids = usePictureAids(projectId, picture, schema);
  return (
    <FullScreen
      title={t("consensus.playOf", { name: answer.pseudonym })}
      name={item.name}
      onClose={onClose}
      keepsNothing
    >
      <PlaybackStage
        picture={picture}
        schema={schema}
        aids={aids}
        document={answer.document as unknown as AnnotationDocument} // the server checked it
        course={answer.course}
        seconds={answer.seconds_spent}
      />
    </FullScreen>
  );
}
