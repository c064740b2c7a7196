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
import { guessed, LABEL_IMPORT, type LabelImport, type Mapping } from "./types";

const LEFT_OUT = "";

/** What each name of the file becomes: a label of the schema, or nothing. */
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
  const labels = (schema?.definition as SchemaDefinition | undefined)?.labels ?? [];
  return (
    <Card title={t("incoming.names")} note={t("incoming.namesNote")}>
      <Form onSubmit={() => start.mutate({ mapping: { ...mapping } })}>
        <FormProblem problem={start.error} />
        <div className={classes.fields}>
          {of.found.map(({ name, count, kinds }) => (
            <SelectField
              key={name}
              label={name}
              description={t("incoming.nameNote", { n: count, kinds: kindsIn(kinds) })}
              value={mapping[name] ?? LEFT_OUT}
              onChange={(value) =>
                setMapping({ ...mapping, [name]: value === LEFT_OUT ? null : value })
              }
              data={[
                { value: LEFT_OUT, label: t("incoming.leftOut") },
                ...labels.map((label) => ({
                  value: label.key,
                  label: `${label.name} (${kindWordOf(label.kind, t)})`,
                })),
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
