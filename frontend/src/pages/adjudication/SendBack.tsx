import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import type { components } from "@/api/schema";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { ProblemCard, SelectField, useI18n } from "@/panels/shared";
import { AnnotationStage, MarkLayer, type StagePicture } from "@/panels/workspace";
import { FullScreen } from "@/pages/drawing/FullScreen";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useMe } from "@/pages/shell/session";
import { ObjectionForm } from "@/pages/work/ObjectionForm";
import { useObjection } from "@/pages/work/use-objection";
import type { Detail } from "./types";
import { STALE } from "./use-settle";

type Body = components["schemas"]["ReturnAnswerInRequest"];

interface SendBackProps {
  detail: Detail;
  picture: StagePicture;
  schema: LabelSchema;
  onSuccess: () => Promise<void>;
  onClose: () => void;
}

/** Sends one person's answer back to them, with a reason and marks on the picture. */
export function SendBack({ detail, picture, schema, onSuccess, onClose }: SendBackProps) {
  const { t } = useI18n();
  const people = detail.task.submissions.filter(({ counts }) => counts);
  const [who, setWho] = useState(String(people[0]?.id ?? ""));
  const answer = people.find(({ id }) => String(id) === who);
  const me = useMe();
  const said = useObjection(tabKey(me.id, `sent-back-${detail.task.task_id}`));
  const send = useSend({
    send: (body: Body, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/return", {
          params: { path: { task_id: detail.task.task_id } },
          headers,
          body,
        }),
      ),
    stale: STALE,
    onSuccess: async () => {
      said.forget();
      await onSuccess();
    },
  });
  const sendBack = () => {
    const objection = said.finished(true);
    if (objection === null || answer === undefined) return;
    const reason_code = objection.reason_code as Body["reason_code"];
    send.mutate({
      ...objection,
      reason_code,
      marks: [...objection.marks],
      submission_id: answer.id,
    });
  };
  return (
    <FullScreen title={t("adjudication.returnTitle")} name={picture.alt} onClose={onClose}>
      <AnnotationStage
        key={who}
        picture={picture}
        schema={schema}
        document={answer?.document as unknown as AnnotationDocument}
        canEdit={false}
        notes={send.error !== null && <ProblemCard problem={send.error} />}
        over={
          <MarkLayer
            marks={said.objection.marks}
            onChange={said.setMarks}
            onPlaced={said.wantMark}
          />
        }
        aside={
          <>
            <SelectField
              label={t("adjudication.whose")}
              data={people.map(({ id, pseudonym }) => ({
                value: String(id),
                label: pseudonym,
              }))}
              value={who}
              onChange={(value) => setWho(value ?? who)}
              problem={send.error}
              path="submission_id"
            />
            <p>{t("adjudication.returnWords")}</p>
            <ObjectionForm
              title={t("work.verifyRejectTitle")}
              objection={said.objection}
              onChange={said.setObjection}
              isReasonMissing={said.isReasonMissing}
              marks={{ size: picture, wanted: said.wanted }}
            />
          </>
        }
        actions={
          <Button
            variant="filled"
            leftSection={<IconSend size={18} stroke={1.6} aria-hidden />}
            loading={send.isPending}
            onClick={sendBack}
          >
            {t("adjudication.return")}
          </Button>
        }
      />
    </FullScreen>
  );
}
