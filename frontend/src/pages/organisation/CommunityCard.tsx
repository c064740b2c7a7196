import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, useI18n } from "@/panels/shared";
import { type Community, criteriaSentence, DOOR_NAMES, DOORS, type Trait } from "./criteria";
import classes from "./Criteria.module.css";
import { CriteriaEditor } from "./CriteriaEditor";

/** A community: who is in, its criteria as sentences, and their editor. */
export function CommunityCard({ community }: { community: Community }) {
  const { t } = useI18n();
  const [isEditing, setEditing] = useState(false);
  const traits = useQuery(apiQuery("/api/v1/traits"));
  const note = `${t("organisation.members", { n: community.member_count })}. ${community.description}`;
  return (
    <Card
      title={community.name}
      note={note}
      action={
        !isEditing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            {t("organisation.edit")}
          </Button>
        )
      }
    >
      {isEditing && traits.data !== undefined ? (
        <CriteriaEditor
          community={community}
          traits={traits.data}
          onClose={() => setEditing(false)}
        />
      ) : (
        <CriteriaSentences community={community} traits={traits.data ?? []} />
      )}
    </Card>
  );
}

interface CriteriaSentencesProps {
  community: Community;
  traits: readonly Trait[];
}

function CriteriaSentences({ community, traits }: CriteriaSentencesProps) {
  const { t } = useI18n();
  const { criteria } = community;
  if (criteria === null) return <p>{t("organisation.noCriteria")}</p>;
  return (
    <dl className={classes.doors}>
      {DOORS.map((door) => (
        <div key={door}>
          <dt>{t(DOOR_NAMES[door])}</dt>
          <dd>
            {criteria.doors[door].length === 0
              ? t("organisation.everybody")
              : criteriaSentence(criteria.doors[door], traits, t)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
