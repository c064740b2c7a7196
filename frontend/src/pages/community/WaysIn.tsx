import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, CopyBox, Form, FormProblem, SelectField, TextArea, useI18n } from "@/panels/shared";
import type { Community } from "@/pages/organisation/criteria";

const JOINING = ["open", "apply", "invite"] as const;
const JOINING_NAMES = {
  open: "community.open",
  apply: "community.apply",
  invite: "community.invite",
} as const satisfies Record<Community["joining"], string>;

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
    stale: [
      apiKey("/api/v1/communities/{community_id}"),
      apiKey("/api/v1/organisations/{organisation_id}/communities"),
    ],
  });
  const isChanged =
    joining !== community.joining || listed.join("\n") !== community.questions.join("\n");
  return (
    <Card title={t("community.waysIn")} note={t("community.waysInNote")}>
      {(community.criteria?.doors.discover ?? []).length === 0 && (
        <CopyBox
          label={t("community.publicPage")}
          text={`${window.location.origin}/c/${community.id}`}
        />
      )}
      <Form onSubmit={() => save.mutate({ joining, questions: listed })}>
        <SelectField
          label={t("community.joining")}
          data={JOINING.map((value) => ({ value, label: t(JOINING_NAMES[value]) }))}
          value={joining}
          onChange={(value) => setJoining((value ?? "open") as Community["joining"])}
        />
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
