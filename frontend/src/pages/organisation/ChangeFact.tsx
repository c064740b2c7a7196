import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { MakeCard, TextArea, TextField, useI18n } from "@/panels/shared";
import { OWN_TRAITS } from "./use-traits";

export type Fact = Answered<typeof OWN_TRAITS>["results"][number];

interface ChangeFactProps {
  organisationId: number;
  fact: Fact;
  onClose: () => void;
}

/** A fact of one's own: how it is called and asked, and more answers to choose from. */
export function ChangeFact({ organisationId, fact, onClose }: ChangeFactProps) {
  const { t } = useI18n();
  const [name, setName] = useState(fact.name);
  const [question, setQuestion] = useState(fact.question);
  const [more, setMore] = useState("");
  const lines = more
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const save = useSend({
    send: () =>
      answerOf(
        api.PATCH("/api/v1/organisations/{organisation_id}/traits/{trait_id}", {
          params: { path: { organisation_id: organisationId, trait_id: fact.id } },
          body: { name, question, ...(lines.length > 0 ? { more_options: lines } : {}) },
        }),
      ),
    stale: [apiKey(OWN_TRAITS)],
    onSuccess: onClose,
  });
  return (
    <MakeCard
      title={t("organisation.changeFactTitle", { name: fact.name })}
      verb={t("organisation.saveFact")}
      problem={save.error}
      shownPaths={["name", "question", "more_options"]}
      isPending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t("organisation.factName")}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={save.error}
        path="name"
        required
      />
      <TextField
        label={t("organisation.question")}
        value={question}
        maxLength={300}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        problem={save.error}
        path="question"
        required
      />
      {fact.options.length > 0 && (
        <TextArea
          label={t("organisation.moreAnswers")}
          description={t("organisation.moreAnswersNote")}
          autosize
          minRows={3}
          value={more}
          onChange={(event) => setMore(event.currentTarget.value)}
          problem={save.error}
          path="more_options"
        />
      )}
    </MakeCard>
  );
}
