import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import { useSend } from "@/api/send";
import { Form, FormProblem, SelectField, useI18n } from "@/panels/shared";
import classes from "./Evaluation.module.css";

const LIST = "/api/v1/releases/{release_id}/evaluations";

/** Somebody's answers, judged as if a model had given them. */
export function AnnotatorForm({ releaseId }: { releaseId: number }) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<string | null>(null);
  const path = { release_id: releaseId };
  const people = useQuery(
    apiQuery("/api/v1/releases/{release_id}/annotators", {
      params: { path, query: { page_size: MOST_ROWS } },
    }),
  );
  const send = useSend({
    send: (annotator: string, headers) =>
      answerOf(
        api.POST("/api/v1/releases/{release_id}/annotator-evaluations", {
          params: { path },
          body: { annotator },
          headers,
        }),
      ),
    stale: [apiKey(LIST, path)],
    onSuccess: () => setChosen(null),
  });
  return (
    <Form
      onSubmit={() => {
        if (chosen !== null) send.mutate(chosen);
      }}
    >
      <FormProblem problem={send.error} />
      <SelectField
        label={t("evaluation.annotator")}
        description={t("evaluation.annotatorNote")}
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
