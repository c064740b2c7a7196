import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import type { SchemaDefinition } from "@/model/schema";
import { Card, Form, FormProblem, SelectField, useI18n } from "@/panels/shared";
import { kindWordOf } from "@/panels/workspace";
import { useProject } from "@/pages/shell/project";
import classes from "./Incoming.module.css";
import { guessed, isOfClasses, LABEL_IMPORT, type LabelImport, type Mapping } from "./types";

const LEFT_OUT = "";

/** What each name of the file becomes: a label of the schema, an answer, or nothing. */
export function MappingForm({ of }: { of: LabelImport }) {
  const { t } = useI18n();
  const { schema_version: schema } = useProject();
  const [mapping, setMapping] = useState<Mapping>(() => guessed(of.found));
  const place = { label_import_id: of.id };
  const start = useSend({
    send: (body: { mapping: Record<string, string | null> }, headers) =>
      answerOf(
        api.POST("/api/v1/label-imports/{label_import_id}/start", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey(LABEL_IMPORT, place)],
  });
  const kindsIn = (kinds: readonly string[]) =>
    kinds.map((kind) => kindWordOf(kind, t)).join(", ") || "–";
  const definition = schema?.definition as SchemaDefinition | undefined;
  const labels = (definition?.labels ?? []).map((label) => ({
    value: label.key,
    label: `${label.name} (${kindWordOf(label.kind, t)})`,
  }));
  const question = definition?.questions.find(({ key }) => key === of.question);
  const answers =
    question?.type === "boolean"
      ? [
          { value: "true", label: t("shared.yes") },
          { value: "false", label: t("shared.no") },
        ]
      : (question?.options ?? []).map(({ key, name }) => ({ value: key, label: name }));
  const note =
    of.found.some(isOfClasses) && question !== undefined
      ? t("incoming.classesNote", { question: question.text ?? question.key })
      : t("incoming.namesNote");
  return (
    <Card title={t("incoming.names")} note={note}>
      <Form onSubmit={() => start.mutate({ mapping: { ...mapping } })}>
        <FormProblem problem={start.error} />
        <div className={classes.fields}>
          {of.found.map((found) => (
            <SelectField
              key={found.name}
              label={found.name}
              description={
                isOfClasses(found)
                  ? t("incoming.classNote", { n: found.count })
                  : t("incoming.nameNote", { n: found.count, kinds: kindsIn(found.kinds) })
              }
              value={mapping[found.name] ?? LEFT_OUT}
              onChange={(value) =>
                setMapping({ ...mapping, [found.name]: value === LEFT_OUT ? null : value })
              }
              data={[
                { value: LEFT_OUT, label: t("incoming.leftOut") },
                ...(isOfClasses(found) ? answers : labels),
              ]}
            />
          ))}
        </div>
        <div>
          <Button type="submit" variant="filled" loading={start.isPending}>
            {t("incoming.keep", { n: of.matched_count })}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
