import { useMemo, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import { AudienceCount } from "@/pages/organisation/AudienceCount";
import { ClausesEditor } from "@/pages/organisation/ClausesEditor";
import { useAudience } from "@/pages/organisation/use-audience";
import { type Clause, filled, isFilled, NO_DOORS, type Trait } from "@/pages/organisation/criteria";

export const AUDIENCES = "/api/v1/projects/{project_id}/audiences";

interface MakeAudienceProps {
  projectId: number;
  organisationId: number;
  traits: readonly Trait[];
  onMade: (id: number) => void;
  onClose: () => void;
}

/** Names the people who meet criteria, with their number as one goes. */
export function MakeAudience(props: MakeAudienceProps) {
  const { projectId, organisationId, traits, onMade, onClose } = props;
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [clauses, setClauses] = useState<Clause[][]>([]);
  const doors = useMemo(() => ({ ...NO_DOORS, take: clauses }), [clauses]);
  const { audience, noteOf } = useAudience(organisationId, doors);
  const [isChecked, setChecked] = useState(false);
  const isWhole = isFilled(doors);
  const place = { project_id: projectId };
  const make = useSend({
    send: (body: { name: string; criteria: Clause[][] }, headers) =>
      answerOf(api.POST(AUDIENCES, { params: { path: place }, body, headers })),
    stale: [apiKey(AUDIENCES, place)],
    onSuccess: ({ id }) => {
      onMade(id);
      onClose();
    },
  });
  function submit() {
    setChecked(true);
    if (isWhole) make.mutate({ name, criteria: filled(doors).take });
  }
  return (
    <ConfirmDialog
      opened
      title={t("batches.makeAudience")}
      verb={t("batches.create")}
      isPending={make.isPending}
      problem={make.error}
      onConfirm={submit}
      onClose={onClose}
    >
      <TextField
        label={t("batches.name")}
        description={t("batches.audienceNameHint")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={make.error}
        path="name"
        required
        mb="md"
      />
      <ClausesEditor
        legend={t("batches.whoIsIn")}
        clauses={clauses}
        traits={traits}
        noteOf={(at) => noteOf("take", at)}
        isChecked={isChecked}
        onChange={setClauses}
      />
      {isChecked && !isWhole && (
        <Callout tone="caution">{t("organisation.clauseLacksValue")}</Callout>
      )}
      <AudienceCount of={audience} rows={[{ door: "take", label: t("batches.whoMeet") }]} />
    </ConfirmDialog>
  );
}
