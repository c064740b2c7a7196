import { SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { SchemaDefinition } from "@/model/schema";
import {
  Callout,
  CardGrid,
  CheckField,
  MakeCard,
  Section,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { LabelChoices } from "./LabelChoices";
import { everything, planBody, type PlanDraft, planProblem } from "./plan";
import { PlanPreview } from "./PlanPreview";
import { QuestionChoices } from "./QuestionChoices";
import { SplitFields } from "./SplitFields";
import { WhichItems } from "./WhichItems";

const PATH = "/api/v1/projects/{project_id}/releases";

/** The form of a release: which pictures, which labels, which parts; beside it what it would hold. */
export function NewRelease({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const project = useProject();
  const [version, setVersion] = useState("");
  const [note, setNote] = useState("");
  const [draft, setDraft] = useState(() =>
    everything(project.schema_version?.definition as SchemaDefinition | undefined),
  );
  const change = (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part }));
  const place = { project_id: project.id };
  const make = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: place },
          headers,
          body: { version: version.trim() || null, note, plan: planBody(draft) },
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: onClose,
  });
  const problem = planProblem(draft);
  return (
    <CardGrid columns="3fr 2fr">
      <MakeCard
        title={t("releases.makeTitle")}
        verb={t("releases.freeze")}
        problem={make.error}
        shownPaths={["version", "note"]}
        isPending={make.isPending}
        onSubmit={() => {
          if (problem === null) make.mutate();
        }}
        onClose={onClose}
      >
        <WhichItems draft={draft} change={change} />
        <LabelChoices draft={draft} change={change} />
        <QuestionChoices draft={draft} change={change} />
        <SplitFields draft={draft} change={change} />
        <Section title={t("releases.about")}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextField
              label={t("releases.version")}
              description={t("releases.versionHint")}
              value={version}
              onChange={(event) => setVersion(event.currentTarget.value)}
              problem={make.error}
              path="version"
            />
          </SimpleGrid>
          <TextArea
            mt={12}
            label={t("releases.noteField")}
            description={t("releases.noteHint")}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            problem={make.error}
            path="note"
          />
          <CheckField
            mt={12}
            label={t("releases.withPeople")}
            description={t("releases.withPeopleHint")}
            checked={draft.namesPeople}
            onChange={(event) => change({ namesPeople: event.currentTarget.checked })}
          />
        </Section>
        {problem !== null && <Callout tone="caution">{t(problem)}</Callout>}
      </MakeCard>
      <PlanPreview projectId={project.id} draft={draft} />
    </CardGrid>
  );
}
