import { Anchor, Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import {
  Card,
  DataTable,
  Moment,
  PagedQuery,
  SelectField,
  StatusBadge,
  TextField,
  type Tone,
  useI18n,
} from "@/panels/shared";
import classes from "./Community.module.css";
import { MemberDialog } from "./MemberDialog";

const MEMBERS = "/api/v1/communities/{community_id}/members";
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

interface Wanted {
  state?: Member["state"] | undefined;
  tag?: string | undefined;
  search?: string | undefined;
}

interface MembersProps {
  /** Whose staff reads it; a steward looks without changing anything. */
  organisationId?: number;
  communityId: number;
}

/** Who is or was in, in which state, with what the staff keeps on them. */
export function Members({ organisationId, communityId }: MembersProps) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const [changed, setChanged] = useState<Member | null>(null);
  const [wanted, setWanted] = useState<Wanted>({});
  const [search] = useDebouncedValue(wanted.search, 300);
  const members = useQuery(
    apiQuery(MEMBERS, {
      params: { path: { community_id: communityId }, query: { ...wanted, search, page } },
    }),
  );
  const find = (change: Wanted) => {
    setWanted((now) => ({ ...now, ...change }));
    setPage(1);
  };
  const why = { key: "why", title: t("community.why"), cell: (row: Member) => row.reason };
  const note = { key: "note", title: t("community.note"), cell: (row: Member) => row.note };
  const act = {
    key: "act",
    title: "",
    cell: (row: Member) => (
      <Button
        size="xs"
        variant="subtle"
        aria-label={t("community.changeOf", { name: row.pseudonym })}
        onClick={() => setChanged(row)}
      >
        {t("community.change")}
      </Button>
    ),
  };
  return (
    <>
      <FindMembers wanted={wanted} onFind={find} />
      {organisationId !== undefined && (members.data?.count ?? 0) > 0 && (
        <p className={classes.note}>
          <Anchor href={tableOf(communityId, { ...wanted, search })} download inherit>
            {t("community.asTable")}
          </Anchor>
        </p>
      )}
      <PagedQuery
        of={members}
        page={page}
        onPage={setPage}
        empty={<p>{t("community.noMembers")}</p>}
      >
        {(rows) => (
          <Card isFlush>
            <DataTable
              isStackable
              caption={t("community.members")}
              rows={rows}
              rowKey={(row) => row.user_id}
              columns={[
                {
                  key: "who",
                  title: t("community.person"),
                  isRowHeader: true,
                  cell: (row) => (
                    <>
                      {row.pseudonym}{" "}
                      {row.is_steward && (
                        <StatusBadge tone="plain">{t("community.isSteward")}</StatusBadge>
                      )}
                    </>
                  ),
                },
                {
                  key: "state",
                  title: t("community.state"),
                  cell: (row) => (
                    <StatusBadge tone={TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
                  ),
                },
                { key: "tags", title: t("community.tags"), cell: (row) => row.tags.join(", ") },
                {
                  key: "since",
                  title: t("community.since"),
                  cell: (row) => <Moment iso={row.joined_at} />,
                },
                ...(organisationId === undefined ? [] : [why, note, act]),
              ]}
            />
            {changed !== null && organisationId !== undefined && (
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
    </>
  );
}

/** Where the same members come as CSV. */
function tableOf(communityId: number, wanted: Wanted): string {
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return `/api/v1/communities/${communityId}/members.csv?${new URLSearchParams(asked)}`;
}

/** Narrows the list by state, tag and pseudonym. */
function FindMembers({ wanted, onFind }: { wanted: Wanted; onFind: (change: Wanted) => void }) {
  const { t } = useI18n();
  const states = Object.keys(STATE_NAMES) as Member["state"][];
  return (
    <div className={classes.find} role="search">
      <SelectField
        label={t("community.state")}
        placeholder={t("community.anyState")}
        clearable
        data={states.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
        value={wanted.state ?? null}
        onChange={(value) => onFind({ state: states.find((state) => state === value) })}
      />
      <TextField
        label={t("community.tag")}
        value={wanted.tag ?? ""}
        maxLength={40}
        onChange={(event) => onFind({ tag: event.currentTarget.value || undefined })}
      />
      <TextField
        label={t("community.findPerson")}
        value={wanted.search ?? ""}
        maxLength={12}
        onChange={(event) => onFind({ search: event.currentTarget.value || undefined })}
      />
    </div>
  );
}
