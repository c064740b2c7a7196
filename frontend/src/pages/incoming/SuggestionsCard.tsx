import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  DataTable,
  Figure,
  Figures,
  Form,
  FormProblem,
  NumberField,
  useI18n,
} from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import classes from "./Incoming.module.css";

const EFFECT = "/api/v1/projects/{project_id}/suggestion-effect";
const PROJECT = "/api/v1/projects/{project_id}";
type Effect = Answered<typeof EFFECT>;

/** A model's drafts in use: who sees them, and what they do to time and agreement. */
export function SuggestionsCard() {
  const { t } = useI18n();
  const { id } = useProject();
  const effect = useQuery(apiQuery(EFFECT, { params: { path: { project_id: id } } }));
  if (effect.data === undefined || effect.data.suggestions === 0) return null;
  const { data } = effect;
  return (
    <Card
      title={t("incoming.suggestions")}
      note={t("incoming.suggestionsOf", {
        n: data.suggestions,
        names: data.sources.map(({ name }) => name).join(", "),
      })}
    >
      <ShareForm share={data.share} projectId={id} />
      {data.assisted.answers + data.blind.answers === 0 ? (
        <p className={classes.note}>{t("incoming.noAnswers")}</p>
      ) : (
        <Measured effect={data} />
      )}
    </Card>
  );
}

function ShareForm({ share, projectId }: { share: number; projectId: number }) {
  const { t } = useI18n();
  const [percent, setPercent] = useState<number | string>(Math.round(100 * share));
  const place = { project_id: projectId };
  const save = useSend({
    send: (body: { suggestion_share: number }) =>
      answerOf(api.PATCH(PROJECT, { params: { path: place }, body })),
    stale: [apiKey(PROJECT, place), apiKey(EFFECT, place)],
  });
  return (
    <Form onSubmit={() => save.mutate({ suggestion_share: Number(percent) / 100 })}>
      <FormProblem problem={save.error} />
      <div className={classes.share}>
        <NumberField
          label={t("incoming.share")}
          description={t("incoming.shareNote")}
          value={percent}
          onChange={setPercent}
          min={0}
          max={100}
          suffix=" %"
          required
        />
        <Button type="submit" loading={save.isPending}>
          {t("incoming.saveShare")}
        </Button>
      </div>
    </Form>
  );
}

function Measured({ effect }: { effect: Effect }) {
  const { t, number, percent } = useI18n();
  const { time_ratio: time, agreement_gain: gain } = effect;
  const interval = (of: Effect["time_ratio"], times: number) =>
    of.lower === null || of.upper === null
      ? t("incoming.tooFew")
      : t("incoming.interval", {
          lower: number(times * of.lower, times === 1 ? 2 : 0),
          upper: number(times * of.upper, times === 1 ? 2 : 0),
        });
  return (
    <div className={classes.measured}>
      <Figures>
        <Figure
          label={t("incoming.timeRatio")}
          value={time.value === null ? "–" : percent(time.value, 0)}
          note={interval(time, 100)}
        />
        <Figure
          label={t("incoming.agreementGain")}
          value={gain.value === null ? "–" : number(gain.value, 2)}
          note={interval(gain, 1)}
        />
        <Figure label={t("incoming.keptShapes")} value={number(effect.kept)} />
        <Figure label={t("incoming.changedShapes")} value={number(effect.changed)} />
        <Figure label={t("incoming.removedShapes")} value={number(effect.removed)} />
        <Figure label={t("incoming.addedShapes")} value={number(effect.added)} />
      </Figures>
      <Arms effect={effect} />
      <p className={classes.note}>{t("incoming.effectNote")}</p>
    </div>
  );
}

function Arms({ effect }: { effect: Effect }) {
  const { t, number } = useI18n();
  const said = (value: number | null, digits: number) =>
    value === null ? "–" : number(value, digits);
  const rows = [
    { name: t("incoming.assisted"), arm: effect.assisted },
    { name: t("incoming.blind"), arm: effect.blind },
  ];
  return (
    <DataTable
      caption={t("incoming.arms")}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { key: "arm", title: t("incoming.arm"), isRowHeader: true, cell: ({ name }) => name },
        {
          key: "answers",
          title: t("incoming.answers"),
          isNumber: true,
          cell: ({ arm }) => number(arm.answers),
        },
        {
          key: "seconds",
          title: t("incoming.medianSeconds"),
          isNumber: true,
          cell: ({ arm }) => said(arm.median_seconds, 1),
        },
        {
          key: "agreement",
          title: t("incoming.agreement"),
          isNumber: true,
          cell: ({ arm }) => said(arm.agreement, 2),
        },
        {
          key: "follows",
          title: t("incoming.follows"),
          isNumber: true,
          cell: ({ arm }) => said(arm.follows, 2),
        },
      ]}
    />
  );
}
