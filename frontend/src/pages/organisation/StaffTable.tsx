import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { meQuery, roleIn } from "@/api/session";
import {
  Card,
  ConfirmDialog,
  DataTable,
  FormProblem,
  Moment,
  SelectField,
  useI18n,
} from "@/panels/shared";
import { useMe } from "@/pages/shell/session";
import { type Role, ROLE_NAMES, mayRemove, rolesToGive } from "./roles";

export const PEOPLE_PATH = "/api/v1/organisations/{organisation_id}/people";
const ONE = "/api/v1/organisations/{organisation_id}/people/{user_id}";
type StaffMember = Answered<typeof PEOPLE_PATH>["results"][number];

interface StaffTableProps {
  rows: readonly StaffMember[];
  organisationId: number;
}

/** Who is on the staff; each row offers what the reader may change of that person. */
export function StaffTable({ rows, organisationId }: StaffTableProps) {
  const { t } = useI18n();
  const me = useMe();
  const own = roleIn(me, organisationId);
  const isSelf = (row: StaffMember) => row.user_id === me.id;
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("organisation.people")}
        rows={rows}
        rowKey={(row) => row.user_id}
        columns={[
          { key: "name", title: t("organisation.person"), isRowHeader: true, cell: nameOf },
          { key: "email", title: t("organisation.email"), cell: (row) => row.email },
          {
            key: "role",
            title: t("organisation.role"),
            cell: (row) => {
              const roles = rolesToGive(own, row.role as Role);
              if (roles.length === 0) return t(ROLE_NAMES[row.role as Role]);
              return (
                <RoleField
                  row={row}
                  roles={roles}
                  isSelf={isSelf(row)}
                  organisationId={organisationId}
                />
              );
            },
          },
          {
            key: "joined",
            title: t("organisation.joined"),
            cell: (row) => <Moment iso={row.joined_at} />,
          },
          {
            key: "remove",
            title: "",
            cell: (row) =>
              (isSelf(row) || mayRemove(own, row.role as Role)) && (
                <RemoveButton row={row} isSelf={isSelf(row)} organisationId={organisationId} />
              ),
          },
        ]}
      />
    </Card>
  );
}

const nameOf = (row: StaffMember) => row.display_name || row.email;

interface OfOne {
  row: StaffMember;
  isSelf: boolean;
  organisationId: number;
}

/** One's own role is asked about first: it may be the last thing one can change here. */
function RoleField({ row, roles, isSelf, organisationId }: OfOne & { roles: readonly Role[] }) {
  const { t } = useI18n();
  const [asked, setAsked] = useState<Role | null>(null);
  const setRole = useSend({
    send: (role: Role) =>
      answerOf(
        api.PATCH(ONE, {
          params: { path: { organisation_id: organisationId, user_id: row.user_id } },
          body: { role },
        }),
      ),
    stale: [apiKey(PEOPLE_PATH, { organisation_id: organisationId }), meQuery.queryKey],
    onSuccess: () => setAsked(null),
  });
  return (
    <>
      <SelectField
        size="xs"
        aria-label={t("organisation.roleOf", { name: nameOf(row) })}
        data={roles.map((role) => ({ value: role, label: t(ROLE_NAMES[role]) }))}
        value={row.role}
        onChange={(role) => (isSelf ? setAsked(role as Role) : setRole.mutate(role as Role))}
      />
      {asked === null && <FormProblem problem={setRole.error} />}
      <ConfirmDialog
        opened={asked !== null}
        title={t("organisation.ownRoleTitle")}
        verb={t("organisation.ownRoleVerb")}
        isDangerous
        isPending={setRole.isPending}
        problem={setRole.error}
        onConfirm={() => asked !== null && setRole.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        {t("organisation.ownRoleWords")}
      </ConfirmDialog>
    </>
  );
}

function RemoveButton({ row, isSelf, organisationId }: OfOne) {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const remove = useSend({
    send: () =>
      answerOf(
        api.DELETE(ONE, {
          params: { path: { organisation_id: organisationId, user_id: row.user_id } },
        }),
      ),
    stale: isSelf ? [] : [apiKey(PEOPLE_PATH, { organisation_id: organisationId })],
    onSuccess: async () => {
      setAsking(false);
      if (!isSelf) return;
      queryClient.clear(); // nothing of the organisation is theirs to see any more
      await router.navigate({ to: "/home" });
    },
  });
  const words = isSelf ? LEAVE : REMOVE;
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t(words.verb)}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t(words.title, { name: nameOf(row) })}
        verb={t(words.verb)}
        isDangerous
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        {t(words.words)}
      </ConfirmDialog>
    </>
  );
}

const LEAVE = {
  verb: "organisation.leave",
  title: "organisation.leaveTitle",
  words: "organisation.leaveWords",
} as const;
const REMOVE = {
  verb: "organisation.remove",
  title: "organisation.removeTitle",
  words: "organisation.removeWords",
} as const;
