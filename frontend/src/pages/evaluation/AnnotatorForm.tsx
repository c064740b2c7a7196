import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery, MOST_ROWS } from "@/api/query";
import { type SendHeaders, useSend } from "@/api/send";
import { Form, FormProblem, SelectField, useI18n } from "@/panels/shared";
import { type Against, listKey } from "./against";
import classes from "./Evaluation.module.css";

/** Somebody's answers, judged as if a model had given them. */
export function AnnotatorForm({ against }: { against: Against }) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<string | null>(null);
  const people = usePeople(against);
  const send = useSend({
    send: (annotator: string, headers) => request(against, annotator, headers),
    stale: [listKey(against)],
    onSuccess: () => setChosen(null),
  });
  if (against.kind === "gold" && people.data?.results.length === 0) return null;
  return (
    <Form
      onSubmit={() => {
        if (chosen !== null) send.mutate(chosen);
      }}
    >
      <FormProblem problem={send.error} />
      <SelectField
        label={t("evaluation.annotator")}
        description={t(
          against.kind === "gold" ? "evaluation.goldAnnotatorNote" : "evaluation.annotatorNote",
        )}
        searchable
        required
        value={chosen}
        onChange={setChosen}
        data={(people.data?.results ?? []).map(({ annotator, item_count: n }) => ({
          value: annotator,
          label: t("evaluation.annotatorOf", { name: annotator, n }),
        }))}
      />
      <div className={classes.end}>
        <Button type="submit">{t("evaluation.evaluateAnnotator")}</Button>
      </div>
    </Form>
  );
}

/** Who answered something of it. */
function usePeople(against: Against) {
  const query = { page_size: MOST_ROWS };
  const isGold = against.kind === "gold";
  const ofRelease = useQuery({
    ...apiQuery("/api/v1/releases/{release_id}/annotators", {
      params: { path: { release_id: isGold ? 0 : against.releaseId }, query },
    }),
    enabled: !isGold,
  });
  const ofGold = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/gold-annotators", {
      params: { path: { project_id: isGold ? against.projectId : 0 }, query },
    }),
    enabled: isGold,
  });
  return isGold ? ofGold : ofRelease;
}

function request(against: Against, annotator: string, headers: SendHeaders) {
  const body = { annotator };
  return answerOf(
    against.kind === "gold"
      ? api.POST("/api/v1/projects/{project_id}/gold-annotator-evaluations", {
          params: { path: { project_id: against.projectId } },
          body,
          headers,
        })
      : api.POST("/api/v1/releases/{release_id}/annotator-evaluations", {
          params: { path: { release_id: against.releaseId } },
          body,
          headers,
        }),
  );
}
