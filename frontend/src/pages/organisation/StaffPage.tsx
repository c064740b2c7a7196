import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  ConfirmDialog,
  DataTable,
  FormProblem,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  SelectField,
  useI18n,
} from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { useCan } from "@/pages/shell/session";
import { Invitations } from "./Invitations";
import { type Role, ROLE_NAMES, ROLES } from "./roles";

const PATH = "/api/v1/organisations/{organisation_id}/people";
const ONE = "/api/v1/organisations/{organisation_id}/people/{user_id}";
type StaffMember = Answered<typeof PATH>["results"][number];

/** The organisation's people with their roles, and invitations. */
export default function StaffPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const canManage = useCan("managers", organisationId);
  const [page, setPage] = useState(1);
  const people = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId }, query: { page } } }),
  );
  return (
    <Page>
      <PageHeader title={t("organisation.people")} note={t("organisation.peopleNote")} />
      <PagedQuery of={people} page={page} onPage={setPage}>
        {(rows) => <StaffTable rows={rows} organisationId={organisationId} />}
      </PagedQuery>
      {canManage && <Invitations organisationId={organisationId} />}
    </Page>
  );
}

interface StaffTableProps {
  rows: readonly StaffMember[];
  organisationId: number;
}

function StaffTable({ rows, organisationId }: StaffTableProps) {
  const { t } = useI18n();
  const canChange = useCan("owners", organisationId);
  const stale = [apiKey(PATH, { organisation_id: organisationId })];
  const setRole = useSend({
    send: ({ userId, role }: { userId: number; role: Role }) =>
      answerOf(
        api.PATCH(ONE, {
          params: { path: { organisation_id: organisationId, user_id: userId } },
          body: { role },
        }),
      ),
    stale,
  });
  const nameOf = (row: StaffMember) => row.display_name || row.email;
  return (
    <Card isFlush>
      <FormProblem problem={setRole.error} />
      <DataTable
        caption={t("organisation.people")}
        rows={rows}
        rowKey={(row) => row.user_id}
        columns={[
          { key: "name", title: t("organisation.person"), isRowHeader: true, cell: nameOf },
          { key: "email", title: t("organisation.email"), cell: (row) => row.email },
          {
            key: "role",
            title: t("organisation.role"),
            cell: (row) =>
              canChange ? (
                <SelectField
                  size="xs"
                  aria-label={t("organisation.roleOf", { name: nameOf(row) })}
                  data={ROLES.map((role) => ({ value: role, label: t(ROLE_NAMES[role]) }))}
                  value={row.role}
                  onChange={(role) => setRole.mutate({ userId: row.user_id, role: role as Role })}
                />
              ) : (
                t(ROLE_NAMES[row.role])
              ),
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
              canChange && (
                <RemoveButton
                  name={nameOf(row)}
                  userId={row.user_id}
                  organisationId={organisationId}
                />
              ),
          },
        ]}
      />
    </Card>
  );
}

interface RemoveButtonProps {
  name: string;
  userId: number;
  organisationId: number;
}

function RemoveButton({ name, userId, organisationId }: RemoveButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const remove = useSend({
    send: () =>
      answerOf(
        api.DELETE(ONE, {
          params: { path: { organisation_id: organisationId, user_id: userId } },
        }),
      ),
    stale: [apiKey(PATH, { organisation_id: organisationId })],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t("organisation.remove")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("organisation.removeTitle", { name })}
        verb={t("organisation.remove")}
        isDangerous
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        {t("organisation.removeWords")}
      </ConfirmDialog>
    </>
  );
}
