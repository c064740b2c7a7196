import { Button, Group } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
import { useUnsaved } from "@/pages/shell/use-unsaved";
import { AudienceCount } from "./AudienceCount";
import { ClausesEditor } from "./ClausesEditor";
import {
  type Community,
  DOOR_NAMES,
  DOORS,
  type Doors,
  filled,
  NO_DOORS,
  type Trait,
} from "./criteria";
import classes from "./Criteria.module.css";
import { useAudience } from "./use-audience";

interface CriteriaEditorProps {
  community: Community;
  traits: readonly Trait[];
  onClose: () => void;
}

/** The three doors, clause by clause, with the audience counted as one goes. */
export function CriteriaEditor({ community, traits, onClose }: CriteriaEditorProps) {
  const { t } = useI18n();
  const number = community.criteria?.number ?? 0;
  const {
    value: doors,
    set: setDoors,
    forget,
  } = useUnsaved<Doors>(
    `criteria-${community.id}-${number}`, // what is written over one version is not for the next
    community.criteria?.doors ?? NO_DOORS,
  );
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
    onSuccess: close,
  });
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
              onChange={(clauses) => setDoors((before) => ({ ...before, [door]: clauses }))}
            />
          ))}
        </div>
      </div>
      <FormProblem problem={save.error} />
      <Group mt="lg">
        <Button
          variant="filled"
          loading={save.isPending}
          onClick={() => save.mutate({ doors: filled(doors), after_number: number })}
        >
          {t("organisation.save", { n: number + 1 })}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </>
  );
}
