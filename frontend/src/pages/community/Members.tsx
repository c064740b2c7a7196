import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Moment,
  PagedQuery,
  StatusBadge,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { MemberDialog } from "./MemberDialog";

export const MEMBERS = "/api/v1/communities/{community_id}/members";
export type Member = Answered<typeof MEMBERS>["results"][number];
export const STATE_NAMES = {
  active: "community.active",
  paused: "community.paused",
  ineligible: "community.ineligible",
  left: "community.left",
  removed: "community.removed",
} as const satisfies Record<Member["state"], string>;
const TONES = {
  active: "good",
  paused: "caution",
  ineligible: "caution",
  left: "quiet",
  removed: "problem",
} as const satisfies Record<Member["state"], Tone>;

interface MembersProps {
  organisationId: number;
  communityId: number;
}

/** Who is or was in, in which state, with what the staff keeps on them. */
export function Members({ organisationId, communityId }: MembersProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const [changed, setChanged] = useState<Member | null>(null);
  const members = useQuery(
    apiQuery(MEMBERS, { params: { path: { community_id: communityId }, query: { page } } }),
  );
  return (
    <PagedQuery of={members} page={page} onPage={setPage} empty={<p>{t("community.noMembers")}</p>}>
      {(rows) => (
        <Card isFlush>
          <DataTable
            caption={t("community.members")}
            rows={rows}
            rowKey={(row) => row.user_id}
            columns={[
              {
                key: "who",
                title: t("community.person"),
                isRowHeader: true,
                cell: (row) => row.pseudonym,
              },
              {
                key: "state",
                title: t("community.state"),
                cell: (row) => (
                  <StatusBadge tone={TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
                ),
              },
              { key: "why", title: t("community.why"), cell: (row) => row.reason },
              { key: "tags", title: t("community.tags"), cell: (row) => row.tags.join(", ") },
              { key: "note", title: t("community.note"), cell: (row) => row.note },
              {
                key: "since",
                title: t("community.since"),
                cell: (row) => <Moment iso={row.joined_at} />,
              },
              {
                key: "act",
                title: "",
                cell: (row) => (
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t("community.changeOf", { name: row.pseudonym })}
                    onClick={() => setChanged(row)}
                  >
                    {t("community.change")}
                  </Button>
                ),
              },
            ]}
          />
          {changed !== null && (
            <MemberDialog
              organisationId={organisationId}
              communityId={communityId}
              member={changed}
              onClose={() => setChanged(null)}
            />
          )}
        </Card>
      )}
    </PagedQuery>
  );
}
