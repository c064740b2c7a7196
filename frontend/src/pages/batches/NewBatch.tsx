import { SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import type { paths } from "@/api/schema";
import { type Answered, apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { MakeCard, NumberField, TextField, useI18n } from "@/panels/shared";
import { type Adaptive, OverlapFields } from "./OverlapFields";
import { PayFields } from "./PayFields";
import { LIST_PATH } from "./state";
import { ANY_TIME_FOR_ALL, termsBody } from "./terms";
import { WhenAndForWhom } from "./WhenAndForWhom";

/** Which items are meant: these, or those a filter finds; of both only who is in no batch yet. */
export type Meant =
  | { readonly item_ids: readonly number[] }
  | { readonly item_filter: NonNullable<Body["item_filter"]> };
type Body = paths[typeof LIST_PATH]["post"]["requestBody"]["content"]["application/json"];

const FIELDS = [
  "name",
  "overlap",
  "overlap_min",
  "overlap_max",
  "audit_share",
  "gold_share",
  "price_minor",
  "limit",
  "share_cap",
  "opens_at",
  "closes_at",
];

interface NewBatchProps {
  project: Answered<"/api/v1/projects/{project_id}">;
  /** None: everything that is in no batch yet. */
  meant?: Meant;
  onClose: () => void;
  /** When it is made, where that is more than to close. */
  onMade?: () => void;
}

/** The form of a batch: how many answers, how many checks, the price. */
export function NewBatch({ project, meant, onClose, onMade = onClose }: NewBatchProps) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [overlap, setOverlap] = useState<number | string>(project.overlap);
  const [adaptive, setAdaptive] = useState<Adaptive>({
    isOn: true,
    least: Math.min(2, project.overlap),
    most: Math.max(5, project.overlap),
    auditPercent: 3,
  });
  const [goldPercent, setGoldPercent] = useState<number | string>(10);
  const [price, setPrice] = useState<number | string>(project.price.amount_minor);
  const [limit, setLimit] = useState<number | string>("");
  const [sharePercent, setSharePercent] = useState<number | string>(10);
  const [terms, setTerms] = useState(ANY_TIME_FOR_ALL);
  const place = { project_id: project.id };
  const create = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(LIST_PATH, {
          params: { path: place },
          headers,
          body: {
            name,
            overlap: Number(overlap),
            is_adaptive: adaptive.isOn,
            overlap_min: Number(adaptive.least),
            overlap_max: Number(adaptive.most),
            audit_share: Number(adaptive.auditPercent) / 100,
            gold_share: Number(goldPercent) / 100,
            price_minor: Number(price),
            currency: project.price.currency,
            priority: 0,
            share_cap: Number(sharePercent) / 100,
            limit: limit === "" ? null : Number(limit),
            ...(meant === undefined ? {} : bodyOf(meant)),
            ...termsBody(terms),
          },
        }),
      ),
    stale: [apiKey(LIST_PATH, place)],
    onSuccess: onMade,
  });
  const { error } = create;
  const isListed = meant !== undefined && "item_ids" in meant;
  return (
    <MakeCard
      title={t("batches.makeTitle")}
      verb={t("batches.create")}
      problem={error}
      shownPaths={FIELDS}
      isPending={create.isPending}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <TextField
          label={t("batches.name")}
          description={t("batches.nameHint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          problem={error}
          path="name"
          required
        />
        <PayFields
          price={price}
          onPrice={setPrice}
          currency={project.price.currency}
          goldPercent={goldPercent}
          onGoldPercent={setGoldPercent}
          problem={error}
        />
        {isListed ? (
          <p>{t("batches.ofChosen", { n: meant.item_ids.length })}</p>
        ) : (
          <NumberField
            label={t("batches.limit")}
            description={t(meant === undefined ? "batches.limitHint" : "batches.limitFound")}
            value={limit}
            onChange={setLimit}
            min={1}
            allowDecimal={false}
            problem={error}
            path="limit"
          />
        )}
        <NumberField
          label={t("batches.shareCap")}
          description={t("batches.shareCapHint")}
          value={sharePercent}
          onChange={setSharePercent}
          min={0.1}
          max={100}
          problem={error}
          path="share_cap"
        />
      </SimpleGrid>
      <OverlapFields
        adaptive={adaptive}
        onAdaptive={setAdaptive}
        overlap={overlap}
        onOverlap={setOverlap}
        target={project.target_confidence}
        problem={error}
      />
      <WhenAndForWhom
        projectId={project.id}
        organisationId={project.organisation_id}
        terms={terms}
        onTerms={setTerms}
        problem={error}
      />
    </MakeCard>
  );
}

function bodyOf(meant: Meant) {
  return "item_ids" in meant ? { item_ids: [...meant.item_ids] } : meant;
}
