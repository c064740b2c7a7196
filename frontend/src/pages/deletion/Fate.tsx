import { Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isLive } from "@/api/operation";
import { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import { StatusBadge, useI18n } from "@/panels/shared";
import { useCan } from "@/pages/shell/session";
import { DeleteForGood } from "./DeleteForGood";
import { type Kind, listKey, LOOK_MS, type Plan, planKey, usePlan } from "./plan";

const DELETION = "/api/v1/deletions/{deletion_id}";

interface FateProps {
  kind: Kind;
  id: number;
  name: string;
  organisationId: number;
}

/** What becomes of something on its way out. Managers see where that ended before the end. */
export function Fate(props: FateProps) {
  return useCan("managers", props.organisationId) ? <Followed {...props} /> : <Going />;
}

function Going() {
  const { t } = useI18n();
  return <StatusBadge tone="problem">{t("deletion.deleting")}</StatusBadge>;
}

/** Looked after until it is gone; what could not be deleted to the end, owners ask for again. */
function Followed({ kind, id, name, organisationId }: FateProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const isOwner = useCan("owners", organisationId);
  const place = useRef<HTMLDivElement>(null);
  const plan = usePlan(kind, id, { again: isOfBefore });
  const asked = plan.data?.deletion;
  const deletion = useQuery({
    ...apiQuery(DELETION, { params: { path: { deletion_id: asked?.id ?? 0 } } }),
    enabled: asked != null,
    refetchInterval: ({ state: { data, error } }) =>
      isLive(data) || (data === undefined && !isMissing(error)) ? LOOK_MS : false,
  });
  const isGone = isMissing(plan.error) || deletion.data?.state === "done";
  useEffect(() => {
    if (isGone) void client.invalidateQueries({ queryKey: listKey(kind, organisationId) });
  }, [client, isGone, kind, organisationId]);
  return (
    <Group ref={place} tabIndex={-1} gap="xs">
      {deletion.data?.state !== "failed" ? (
        <Going />
      ) : (
        <>
          <StatusBadge tone="problem">{t("deletion.failed")}</StatusBadge>
          {isOwner ? (
            <DeleteForGood
              isInRow
              kind={kind}
              id={id}
              name={name}
              stale={[planKey(kind, id)]}
              onAsked={() => place.current?.focus()} // its button goes
            />
          ) : (
            <span>{t("deletion.ownersAgain")}</span>
          )}
        </>
      )}
    </Group>
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}

/** A plan of before it was asked for names no deletion; one that did not come is asked for again. */
function isOfBefore({ error, data }: { error: unknown; data?: Plan | undefined }): boolean {
  return !isMissing(error) && (data === undefined || data.deletion === null);
}
