import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, FormProblem, useI18n } from "@/panels/shared";
import { IMPORT, IMPORTS, type ImportRow } from "./imports";
import { StopDialog } from "./StopDialog";

/** An import that takes files which this page does not send: what can be done about it. */
export function LeftImport({ left }: { left: ImportRow }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const params = { path: { import_id: left.id } };
  const stale = [apiKey(IMPORTS), apiKey(IMPORT, params.path)];
  const start = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/imports/{import_id}/start", { params, headers })),
    stale,
  });
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST("/api/v1/imports/{import_id}/cancel", { params, headers })),
    stale,
  });
  return (
    <Callout tone="caution" title={t("items.leftTitle")}>
      <p>
        {t("items.leftNote")} {t("items.keptDays", { n: left.kept_days })}
      </p>
      <FormProblem problem={start.error ?? cancel.error} />
      <Group>
        <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
          {t("items.startLeft")}
        </Button>
        <Button size="xs" loading={cancel.isPending} onClick={() => setAsking(true)}>
          {t("items.endLeft")}
        </Button>
      </Group>
      <StopDialog
        opened={isAsking}
        keptDays={left.kept_days}
        onConfirm={() => {
          setAsking(false);
          cancel.mutate();
        }}
        onClose={() => setAsking(false)}
      />
    </Callout>
  );
}
