import { Button } from "@mantine/core";
import { useState } from "react";
import { Card, StatusBadge, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { useMe } from "@/pages/shell/session";
import type { Community } from "./criteria";
import { CriteriaEditor } from "./CriteriaEditor";
import { CriteriaSentences } from "./CriteriaSentences";
import { CriteriaVersions } from "./CriteriaVersions";
import { useCriteriaTraits } from "./use-traits";

interface CommunityCardProps {
  community: Community;
  /** On its own page it needs no way there. */
  isWhole?: boolean;
}

/** A community: who is in, its criteria as sentences, and their editor. */
export function CommunityCard({ community, isWhole = false }: CommunityCardProps) {
  const { t } = useI18n();
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const traits = useCriteriaTraits(community.organisation_id, community.id);
  const members = t("organisation.members", { n: community.member_count });
  return (
    <Card
      title={isWhole ? t("organisation.criteria") : <Name of={community} />}
      note={isWhole ? members : `${members}. ${community.description}`}
      action={
        !isEditing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            {t("organisation.edit")}
          </Button>
        )
      }
    >
      {isEditing && traits !== undefined ? (
        <CriteriaEditor
          community={community}
          ownerId={me.id}
          traits={traits}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <CriteriaSentences doors={community.criteria?.doors} traits={traits ?? []} />
          {(community.criteria?.number ?? 0) > 1 && (
            <CriteriaVersions communityId={community.id} traits={traits ?? []} />
          )}
        </>
      )}
    </Card>
  );
}

function Name({ of }: { of: Community }) {
  const { t } = useI18n();
  return (
    <>
      <Link
        to="/o/$organisationId/communities/$communityId"
        params={{ organisationId: of.organisation_id, communityId: of.id }}
      >
        {of.name}
      </Link>{" "}
      {of.closed_at !== null && (
        <StatusBadge tone="quiet">{t("organisation.isClosed")}</StatusBadge>
      )}
    </>
  );
}
