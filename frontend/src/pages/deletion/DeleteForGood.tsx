import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import type { apiKey } from "@/api/query";
import { type SendHeaders, useSend } from "@/api/send";
import { Callout, ConfirmDialog, Money, Query, TextField, useI18n } from "@/panels/shared";
import { Blockers } from "./Blockers";
import classes from "./Deletion.module.css";
import { type Kind, OF_DATASET, OF_PROJECT, type Plan, usePlan } from "./plan";

/** What goes, by the server's word for it, in the order in which it is said. */
const WHAT_GOES = [
  ["answers", "deletion.answers"],
  ["labels", "deletion.labels"],
  ["gold_items", "deletion.goldItems"],
  ["training", "deletion.training"],
  ["qualifications", "deletion.qualifications"],
  ["releases", "deletion.releases"],
  ["exports", "deletion.exports"],
  ["evaluations", "deletion.evaluations"],
  ["label_imports", "deletion.labelImports"],
  ["collected", "deletion.collected"],
  ["items", "deletion.items"],
  ["imports", "deletion.imports"],
] as const;

interface DeleteForGoodProps {
  kind: Kind;
  id: number;
  name: string;
  /** In a row of a list, which says what it is. */
  isInRow?: boolean;
  /** Queries that show it. */
  stale: readonly ReturnType<typeof apiKey>[];
  onAsked?: () => void;
}

/** The button that deletes a project or a dataset: says what goes and stays, asks for the name. */
export function DeleteForGood(props: DeleteForGoodProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="danger"
        size={props.isInRow === true ? "xs" : "sm"}
        aria-label={props.isInRow === true ? t("deletion.named", { name: props.name }) : undefined}
        onClick={() => setAsking(true)}
      >
        {t(props.isInRow === true ? "deletion.short" : "deletion.project")}
      </Button>
      {isAsking && <Asking {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

function Asking({
  kind,
  id,
  stale,
  onAsked,
  onClose,
}: DeleteForGoodProps & { onClose: () => void }) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const plan = usePlan(kind, id);
  const remove = useSend({
    send: (body: { name: string }, headers) => request(kind, id, body, headers),
    stale,
    onSuccess: () => {
      onClose();
      onAsked?.();
    },
  });
  const isBlocked = plan.data === undefined || plan.data.blockers.length > 0;
  return (
    <ConfirmDialog
      opened
      title={t(kind === "project" ? "deletion.projectTitle" : "deletion.datasetTitle", {
        name: plan.data?.name ?? "",
      })}
      verb={t("deletion.verb")}
      isDangerous
      isDisabled={isBlocked || name.trim() !== plan.data.name}
      isPending={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate({ name: name.trim() })}
      onClose={onClose}
    >
      <Query of={plan}>
        {(found) => (
          <div className={classes.plan}>
            <LastFailure of={found} />
            {found.blockers.length > 0 ? (
              <Blockers blockers={found.blockers} projectId={kind === "project" ? id : null} />
            ) : (
              <>
                <Goes of={found} />
                <Stays of={found} />
                <TextField
                  label={t("deletion.name")}
                  description={found.name}
                  value={name}
                  maxLength={120}
                  autoComplete="off"
                  onChange={(event) => setName(event.currentTarget.value)}
                  problem={remove.error}
                  path="name"
                  required
                />
              </>
            )}
          </div>
        )}
      </Query>
    </ConfirmDialog>
  );
}

function request(kind: Kind, id: number, body: { name: string }, headers: SendHeaders) {
  return kind === "project"
    ? answerOf(api.POST(OF_PROJECT, { params: { path: { project_id: id } }, body, headers }))
    : answerOf(api.POST(OF_DATASET, { params: { path: { dataset_id: id } }, body, headers }));
}

function LastFailure({ of }: { of: Plan }) {
  if (of.deletion?.state !== "failed") return null;
  return <Callout tone="caution">{of.deletion.error_detail}</Callout>;
}

function Goes({ of }: { of: Plan }) {
  const { t } = useI18n();
  const there = WHAT_GOES.filter(([what]) => (of.counts[what] ?? 0) > 0);
  return (
    <>
      <p>{t("deletion.goes")}</p>
      <ul>
        {there.map(([what, key]) => (
          <li key={what}>{t(key, { n: of.counts[what] ?? 0 })}</li>
        ))}
        {there.length === 0 && <li>{of.name}</li>}
      </ul>
    </>
  );
}

function Stays({ of: { stays } }: { of: Plan }) {
  const { t } = useI18n();
  return (
    <>
      <p>{t("deletion.stays")}</p>
      <ul>
        {stays.dataset_name !== "" && (
          <li>{t("deletion.pictures", { n: stays.item_count, name: stays.dataset_name })}</li>
        )}
        {stays.people_count > 0 && (
          <li>
            {t("deletion.earned", { n: stays.people_count })}{" "}
            {stays.earned.map((amount) => (
              <Money key={amount.currency} amount={amount} />
            ))}
          </li>
        )}
        <li>{t("deletion.trail")}</li>
      </ul>
    </>
  );
}
