import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
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
  const [doors, setDoors] = useState<Doors>(community.criteria?.doors ?? NO_DOORS);
  const { audience, noteOf } = useAudience(community.organisation_id, doors);
  const save = useSend({
    send: (body: { doors: Doors }) =>
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
    onSuccess: onClose,
  });
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
          onClick={() => save.mutate({ doors: filled(doors) })}
        >
          {t("organisation.save", { n: (community.criteria?.number ?? 0) + 1 })}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </>
  );
}
