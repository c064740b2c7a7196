import { SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { PayFields } from "./PayFields";
import { type Batch, LIST_PATH } from "./state";
import { type Terms, termsBody, termsOf } from "./terms";
import { WhenAndForWhom } from "./WhenAndForWhom";

interface TermsDialogProps {
  batch: Batch;
  onClose: () => void;
}

/** Changes when a batch is open and for whom, and what a draft pays; only what was changed is sent. */
export function TermsDialog({ batch, onClose }: TermsDialogProps) {
  const { t } = useI18n();
  const project = useProject();
  const [before] = useState(() => termsOf(batch));
  const [terms, setTerms] = useState(before);
  const [price, setPrice] = useState<number | string>(batch.price.amount_minor);
  const goldBefore = Math.round(1000 * batch.gold_share) / 10;
  const [goldPercent, setGoldPercent] = useState<number | string>(goldBefore);
  const isDraft = batch.state === "draft";
  const params = { path: { batch_id: batch.id } };
  const save = useSend({
    send: async (to: Terms) => {
      if (price !== batch.price.amount_minor || goldPercent !== goldBefore) {
        const gold_share =
          goldPercent === goldBefore ? batch.gold_share : Number(goldPercent) / 100; // unrounded
        const body = { price_minor: Number(price), gold_share };
        await answerOf(api.PUT("/api/v1/batches/{batch_id}/price", { params, body }));
      }
      const { audience_id, ...schedule } = termsBody(to);
      if (to.opensAt !== before.opensAt || to.closesAt !== before.closesAt) {
        await answerOf(api.PUT("/api/v1/batches/{batch_id}/schedule", { params, body: schedule }));
      }
      if (to.audienceId !== before.audienceId) {
        const body = { audience_id };
        await answerOf(api.PUT("/api/v1/batches/{batch_id}/audience", { params, body }));
      }
    },
    stale: [apiKey(LIST_PATH)],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t(isDraft ? "batches.draftTitle" : "batches.termsTitle", { name: batch.name })}
      verb={t("batches.save")}
      isPending={save.isPending}
      isDisabled={!isNumber(price) || !isNumber(goldPercent)}
      problem={save.error}
      onConfirm={() => save.mutate(terms)}
      onClose={onClose}
    >
      {isDraft ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
          <PayFields
            price={price}
            onPrice={setPrice}
            currency={batch.price.currency}
            goldPercent={goldPercent}
            onGoldPercent={setGoldPercent}
            problem={save.error}
          />
        </SimpleGrid>
      ) : (
        <p>{t("batches.termsWords")}</p>
      )}
      <WhenAndForWhom
        projectId={project.id}
        organisationId={project.organisation_id}
        terms={terms}
        onTerms={setTerms}
        problem={save.error}
      />
    </ConfirmDialog>
  );
}

/** What a field of a number says: a text where it is empty, or begun with a sign alone. */
function isNumber(said: number | string): boolean {
  return said !== "" && Number.isFinite(Number(said));
}
