import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { unsaid, useSend } from "@/api/send";
import { Callout, FormProblem, SavedMeanwhile, useI18n } from "@/panels/shared";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { AudienceCount } from "./AudienceCount";
import { ClausesEditor } from "./ClausesEditor";
import {
  type Community,
  DOOR_NAMES,
  DOORS,
  type Doors,
  filled,
  isFilled,
  NO_DOORS,
  type Trait,
} from "./criteria";
import classes from "./Criteria.module.css";
import { TryOnOne } from "./TryOnOne";
import { useAudience } from "./use-audience";

/** The doors, and the number of the version they were written over: 0 for none. */
interface Written {
  readonly number: number;
  readonly doors: Doors;
}
const CHANGED_MEANWHILE = "criteria_changed";
const NO_CRITERIA: Written = { number: 0, doors: NO_DOORS };

function currentOf({ criteria }: Community): Written {
  if (criteria === null) return NO_CRITERIA;
  return { number: criteria.number, doors: criteria.doors };
}

interface CriteriaEditorProps {
  community: Community;
  /** Who writes. */
  ownerId: number;
  traits: readonly Trait[];
  onClose: () => void;
}

/** The three doors, clause by clause, with the audience counted as one goes. */
export function CriteriaEditor({ community, ownerId, traits, onClose }: CriteriaEditorProps) {
  const { t } = useI18n();
  const current = currentOf(community);
  const { value, set, isOvertaken, rebase, takeSaved, forget } = useUnsaved<Written>(
    tabKey(ownerId, `criteria-${community.id}`),
    current,
  );
  const { number, doors } = value;
  const [isChecked, setChecked] = useState(false);
  const lacks = isChecked && !isFilled(doors);
  const { audience, noteOf } = useAudience(community.organisation_id, doors);
  const save = useSend({
    send: (body: { doors: Doors; after_number: number }) =>
      answerOf(
        api.PUT("/api/v1/communities/{community_id}/criteria", {
          params: { path: { community_id: community.id } },
          body,
        }),
      ),
    stale: [
      apiKey("/api/v1/organisations/{organisation_id}/communities"),
      apiKey("/api/v1/communities/{community_id}/criteria"),
      apiKey("/api/v1/communities/{community_id}"),
    ],
    overtakenCode: CHANGED_MEANWHILE,
    onSuccess: close,
  });
  const refusal = unsaid(save.error, CHANGED_MEANWHILE, isOvertaken);
  function submit() {
    setChecked(true);
    if (isFilled(doors)) save.mutate({ doors: filled(doors), after_number: number });
  }
  function keepMine() {
    rebase(current);
    set((before) => ({ ...before, number: current.number }));
  }
  function close() {
    forget();
    onClose();
  }
  return (
    <>
      <div className={classes.editor}>
        <AudienceCount
          of={audience}
          rows={DOORS.map((door) => ({ door, label: t(DOOR_NAMES[door]) }))}
        />
        <div>
          {DOORS.map((door) => (
            <ClausesEditor
              key={door}
              legend={t(DOOR_NAMES[door])}
              clauses={doors[door]}
              traits={traits}
              noteOf={(place) => noteOf(door, place)}
              isChecked={isChecked}
              onChange={(clauses) =>
                set((before) => ({ ...before, doors: { ...before.doors, [door]: clauses } }))
              }
            />
          ))}
        </div>
      </div>
      <TryOnOne communityId={community.id} doors={doors} />
      <FormProblem problem={refusal} />
      {isOvertaken && (
        <SavedMeanwhile onTakeTheirs={takeSaved} onKeepMine={keepMine} onChosen={save.reset} />
      )}
      {lacks && <Callout tone="caution">{t("organisation.clauseLacksValue")}</Callout>}
      <Group mt="lg">
        <Button variant="filled" loading={save.isPending} onClick={submit}>
          {t("organisation.save", { n: number + 1 })}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </>
  );
}
