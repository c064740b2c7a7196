import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import {
  AnnotatedPicture,
  AnswerList,
  Callout,
  Card,
  CardGrid,
  Form,
  FormProblem,
  Moment,
  Page,
  PageHeader,
  Query,
  StatusBadge,
  TextArea,
  useI18n,
} from "@/panels/shared";
import { DrawDialog } from "@/pages/drawing/DrawDialog";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { colorsOf, edgesOf } from "./colors";
import classes from "./Gold.module.css";
import { WhyDialog } from "./WhyDialog";
import { STATE_NAMES, STATE_TONES } from "./GoldTable";
import { goldItemRoute } from "./routes";

const PATH = "/api/v1/gold-items/{gold_item_id}";
type Detail = Answered<typeof PATH>;

const KINDS = {
  proposed: "gold.kindProposed",
  added: "gold.kindAdded",
  activated: "gold.kindActivated",
  suspended: "gold.kindSuspended",
  retired: "gold.kindRetired",
  corrected: "gold.kindCorrected",
  explained: "gold.kindExplained",
} as const satisfies Record<Detail["history"][number]["kind"], string>;

/** One known answer: what it is, who found what of it, what was done to it; and its correction. */
export default function GoldItemPage() {
  const { t } = useI18n();
  const { projectId, goldItemId } = goldItemRoute.useParams();
  const item = useQuery(apiQuery(PATH, { params: { path: { gold_item_id: goldItemId } } }));
  return (
    <Page>
      <Query of={item}>
        {(data) => (
          <>
            <PageHeader
              title={data.gold.item.name}
              note={t("gold.version", { n: data.gold.reference_version })}
              badges={
                <StatusBadge tone={STATE_TONES[data.gold.state]}>
                  {t(STATE_NAMES[data.gold.state])}
                </StatusBadge>
              }
              actions={
                <Link to="/p/$projectId/gold" params={{ projectId }}>
                  {t("gold.back")}
                </Link>
              }
            />
            {data.gold.state_reason !== "" && <Callout>{data.gold.state_reason}</Callout>}
            {data.gold.is_older && data.gold.state !== "retired" && <Older detail={data} />}
            {!data.is_rescored && <Callout>{t("gold.rescoring")}</Callout>}
            <CardGrid columns="3fr 2fr">
              <Known detail={data} />
              <div>
                <FoundCard detail={data} />
                <HistoryCard detail={data} />
              </div>
            </CardGrid>
          </>
        )}
      </Query>
    </Page>
  );
}

/** Less could be said when it was written than now: whoever looks at it confirms or corrects it. */
function Older({ detail: { gold } }: { detail: Detail }) {
  const { t } = useI18n();
  const path = { gold_item_id: gold.id };
  const confirm = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/gold-items/{gold_item_id}/correct", {
          params: { path },
          body: {
            reference: gold.reference as AnnotationDocument,
            reason: t("gold.confirmedWhy"),
          },
          headers,
        }),
      ),
    stale: [
      apiKey(PATH, path),
      apiKey("/api/v1/projects/{project_id}/gold-items"),
      apiKey("/api/v1/projects/{project_id}/gold-bank"),
    ],
  });
  return (
    <Callout tone="caution" title={t("gold.olderTitle")}>
      <p className={classes.words}>{t("gold.olderLook")}</p>
      <FormProblem problem={confirm.error} />
      <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t("gold.confirm")}
      </Button>
    </Callout>
  );
}

function Known({ detail: { gold } }: { detail: Detail }) {
  const { t } = useI18n();
  const project = useProject();
  const [isAsking, setAsking] = useState(false);
  /** Why it is drawn anew; null while it is not. */
  const [why, setWhy] = useState<string | null>(null);
  const [explanation, setExplanation] = useState(gold.explanation);
  const path = { gold_item_id: gold.id };
  const schema = project.schema_version?.definition as SchemaDefinition | undefined;
  const correct = useSend({
    send: (reference: AnnotationDocument, headers) =>
      answerOf(
        api.POST("/api/v1/gold-items/{gold_item_id}/correct", {
          params: { path },
          body: { reference, reason: why ?? "" },
          headers,
        }),
      ),
    stale: [apiKey(PATH, path)],
    onSuccess: () => setWhy(null),
  });
  const { projectId } = goldItemRoute.useParams();
  const explain = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/gold-items/{gold_item_id}/explain", {
          params: { path },
          body: { explanation },
          headers,
        }),
      ),
    stale: [apiKey(PATH, path)],
  });
  return (
    <Card
      title={t("gold.draw")}
      action={
        gold.state !== "retired" && (
          <Button size="xs" onClick={() => setAsking(true)}>
            {t("gold.correct")}
          </Button>
        )
      }
    >
      <AnnotatedPicture
        src={gold.item.image_url}
        alt={t("gold.picture", { name: gold.item.name })}
        widthPx={gold.item.width_px}
        heightPx={gold.item.height_px}
        document={gold.reference as AnnotationDocument}
        colorOf={colorsOf(schema)}
        edgesOf={edgesOf(schema)}
      />
      <AnswerList
        title={t("gold.answers")}
        document={gold.reference as AnnotationDocument}
        schema={schema}
      />
      {!gold.is_hidden && (
        <Form onSubmit={() => explain.mutate()}>
          <TextArea
            label={t("gold.explanation")}
            description={t("gold.explanationWhat")}
            value={explanation}
            maxLength={1000}
            problem={explain.error}
            path="/explanation"
            onChange={(event) => setExplanation(event.currentTarget.value)}
          />
          <Button type="submit" loading={explain.isPending}>
            {t("gold.explain")}
          </Button>
        </Form>
      )}
      {isAsking && (
        <WhyDialog
          title={t("gold.correct")}
          verb={t("gold.drawIt")}
          onConfirm={(reason) => {
            setAsking(false);
            setWhy(reason);
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {why !== null && schema !== undefined && (
        <DrawDialog
          projectId={projectId}
          item={gold.item}
          schema={schema}
          title={t("gold.correct")}
          verb={t("gold.correctVerb")}
          keptAs="gold-again"
          problem={correct.error}
          document={gold.reference as AnnotationDocument}
          onSave={async (reference) => {
            await correct.mutateAsync(reference);
          }}
          onClose={() => setWhy(null)}
        />
      )}
    </Card>
  );
}

function FoundCard({ detail: { gold, found } }: { detail: Detail }) {
  const { t } = useI18n();
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const nameOf = (one: Detail["found"][number]): string => {
    if (one.kind === "answer") {
      return (
        schema?.questions.find(({ key }) => key === one.reference_id)?.text ?? one.reference_id
      );
    }
    const { shapes } = gold.reference as AnnotationDocument;
    const label = shapes.find(({ id }) => id === one.reference_id)?.label ?? one.reference_id;
    return schema?.labels.find(({ key }) => key === label)?.name ?? label;
  };
  const seen = found.filter(({ seen_count: count }) => count > 0);
  return (
    <Card title={t("gold.foundTitle")}>
      <p className={classes.words}>
        {gold.check_count === 0 ? t("gold.notSeen") : t("gold.metBy", { n: gold.check_count })}
      </p>
      <ul className={classes.history}>
        {seen.map((one) => (
          <li key={`${one.kind}-${one.reference_id}`}>
            <strong>{nameOf(one)}</strong>{" "}
            {t(one.kind === "answer" ? "gold.foundAnswer" : "gold.foundOf", {
              found: one.found_count,
              seen: one.seen_count,
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function HistoryCard({ detail: { history } }: { detail: Detail }) {
  const { t } = useI18n();
  return (
    <Card title={t("gold.history")}>
      <ul className={classes.history}>
        {history.map((change) => (
          <li key={`${change.kind}-${change.changed_at}`}>
            <strong>{t(KINDS[change.kind])}</strong>{" "}
            {t("gold.version", { n: change.reference_version })},{" "}
            {change.actor ?? t("gold.service")}, <Moment iso={change.changed_at} />
            {change.reason !== "" && <div className={classes.note}>{change.reason}</div>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
