import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Card, CopyBox, Form, FormProblem, TextArea, useI18n } from "@/panels/shared";
import type { Community } from "@/pages/organisation/criteria";
import { JoiningField } from "@/pages/organisation/JoiningField";
import { CloseButton } from "./Closing";
import { STALE } from "./stale";

/** How one comes in, and what applicants are asked. */
export function WaysIn({ community }: { community: Community }) {
  const { t } = useI18n();
  const [joining, setJoining] = useState(community.joining);
  const [questions, setQuestions] = useState(community.questions.join("\n"));
  const listed = questions
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const save = useSend({
    send: (body: { joining: Community["joining"]; questions: string[] }) =>
      answerOf(
        api.PATCH("/api/v1/communities/{community_id}", {
          params: { path: { community_id: community.id } },
          body,
        }),
      ),
    stale: STALE,
  });
  const isChanged =
    joining !== community.joining || listed.join("\n") !== community.questions.join("\n");
  return (
    <Card
      title={t("community.waysIn")}
      note={t("community.waysInNote")}
      action={community.closed_at === null && <CloseButton community={community} />}
    >
      {(community.criteria?.doors.discover ?? []).length === 0 && (
        <CopyBox
          label={t("community.publicPage")}
          text={`${window.location.origin}/c/${community.id}`}
        />
      )}
      <Form onSubmit={() => save.mutate({ joining, questions: listed })}>
        <JoiningField value={joining} onChange={setJoining} />
        {joining === "apply" && (
          <TextArea
            label={t("community.questions")}
            description={t("community.questionsNote")}
            autosize
            value={questions}
            onChange={(event) => setQuestions(event.currentTarget.value)}
            problem={save.error}
            path="questions"
          />
        )}
        <FormProblem problem={save.error} shownPaths={["questions"]} />
        {isChanged && (
          <Group>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {t("community.save")}
            </Button>
          </Group>
        )}
      </Form>
    </Card>
  );
}
