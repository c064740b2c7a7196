import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { CheckField, MakeCard, SelectField, TextArea, TextField, useI18n } from "@/panels/shared";
import type { Trait } from "./criteria";
import { OWN_TRAITS } from "./use-traits";

export const TYPE_NAMES = {
  choice: "organisation.typeChoice",
  choices: "organisation.typeChoices",
  number: "organisation.typeNumber",
  date: "organisation.typeDate",
  text: "organisation.typeText",
  boolean: "organisation.typeBoolean",
} as const satisfies Record<Trait["type"], string>;
const TYPES = Object.keys(TYPE_NAMES) as Trait["type"][];

interface NewFactProps {
  organisationId: number;
  onClose: () => void;
}

/** One more fact to ask people for, or to say of members oneself. */
export function NewFact({ organisationId, onClose }: NewFactProps) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [question, setQuestion] = useState("");
  const [type, setType] = useState<Trait["type"]>("choice");
  const [options, setOptions] = useState("");
  const [isByStaff, setByStaff] = useState(false);
  const place = { organisation_id: organisationId };
  const lines = options
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const create = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(OWN_TRAITS, {
          params: { path: place },
          body: { name, question, type, options: lines, filled_by: isByStaff ? "staff" : "person" },
          headers,
        }),
      ),
    stale: [apiKey(OWN_TRAITS, place)],
    onSuccess: onClose,
  });
  const isChoice = type === "choice" || type === "choices";
  return (
    <MakeCard
      title={t("organisation.newFact")}
      verb={t("organisation.create")}
      problem={create.error}
      shownPaths={["name", "question", "options"]}
      isPending={create.isPending}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t("organisation.factName")}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={create.error}
        path="name"
        required
      />
      <TextField
        label={t("organisation.question")}
        value={question}
        maxLength={300}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        problem={create.error}
        path="question"
      />
      <SelectField
        label={t("organisation.type")}
        data={TYPES.map((value) => ({ value, label: t(TYPE_NAMES[value]) }))}
        value={type}
        onChange={(value) => setType((value ?? "choice") as Trait["type"])}
      />
      {isChoice && (
        <TextArea
          label={t("organisation.answers")}
          description={t("organisation.answersNote")}
          autosize
          minRows={3}
          value={options}
          onChange={(event) => setOptions(event.currentTarget.value)}
          problem={create.error}
          path="options"
        />
      )}
      <CheckField
        label={t("organisation.byStaff")}
        checked={isByStaff}
        onChange={(event) => setByStaff(event.currentTarget.checked)}
      />
    </MakeCard>
  );
}
