import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, useI18n } from "@/panels/shared";
import type { Community } from "./criteria";
import { CriteriaEditor } from "./CriteriaEditor";
import { CriteriaSentences } from "./CriteriaSentences";
import { CriteriaVersions } from "./CriteriaVersions";

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
        <>
          <CriteriaSentences doors={community.criteria?.doors} traits={traits.data ?? []} />
          {(community.criteria?.number ?? 0) > 1 && (
            <CriteriaVersions communityId={community.id} traits={traits.data ?? []} />
          )}
        </>
      )}
    </Card>
  );
}
