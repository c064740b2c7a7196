import { Anchor, Button, Checkbox, Group } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { serverDate } from "@/api/server-clock";
import {
  Card,
  Code,
  ConfirmDialog,
  CopyBox,
  DataTable,
  EmptyState,
  Form,
  FormProblem,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  Rich,
  StatusBadge,
  SuccessCard,
  TextField,
  useI18n,
} from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";

const PATH = "/api/v1/organisations/{organisation_id}/api-keys";
type Key = Answered<typeof PATH>["results"][number];
const SCOPES = [
  "releases:read",
  "releases:write",
  "projects:read",
  "projects:write",
  "datasets:read",
  "datasets:write",
] as const;
type Scope = (typeof SCOPES)[number];

/** The organisation's keys for machines. */
export default function KeysPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [page, setPage] = useState(1);
  const keys = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId }, query: { page } } }),
  );
  return (
    <Page>
      <PageHeader
        title={t("organisation.keys")}
        note={
          <>
            {t("organisation.keysNote")}{" "}
            <Rich text="organisation.keysHow" parts={{ link: described }} />
          </>
        }
      />
      <NewKey organisationId={organisationId} />
      <PagedQuery
        of={keys}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconKey} title={t("organisation.noKeysTitle")}>
            {t("organisation.noKeys")}
          </EmptyState>
        }
      >
        {(rows) => <KeyTable rows={rows} organisationId={organisationId} />}
      </PagedQuery>
    </Page>
  );
}

function described(words: string) {
  return (
    <Anchor href="/docs/openapi.yaml" inherit>
      {words}
    </Anchor>
  );
}

function NewKey({ organisationId }: { organisationId: number }) {
  const { t } = useI18n();
  const place = { organisation_id: organisationId };
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["releases:read"]);
  const [lastDay, setLastDay] = useState("");
  const create = useSend({
    send: (body: { name: string; scopes: Scope[]; expires_at: string | null }, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place)],
    onSuccess: () => setName(""),
  });
  function submit() {
    create.mutate({ name, scopes, expires_at: endOf(lastDay) });
  }
  return (
    <>
      <Card title={t("organisation.makeKey")}>
        <Form onSubmit={submit}>
          <TextField
            label={t("organisation.keyName")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            problem={create.error}
            path="name"
            required
          />
          <TextField
            type="date"
            label={t("organisation.keyLastDay")}
            description={t("organisation.keyLastDayHint")}
            value={lastDay}
            min={dayOf(serverDate())}
            onChange={(event) => setLastDay(event.currentTarget.value)}
            problem={create.error}
            path="expires_at"
          />
          <Checkbox.Group
            label={t("organisation.scopes")}
            value={scopes}
            onChange={(values) => setScopes(values as Scope[])}
            mt="md"
          >
            <Group mt="xs">
              {SCOPES.map((scope) => (
                <Checkbox key={scope} value={scope} label={scope} />
              ))}
            </Group>
          </Checkbox.Group>
          <FormProblem problem={create.error} shownPaths={["name", "expires_at"]} />
          <Button type="submit" variant="filled" loading={create.isPending}>
            {t("organisation.create")}
          </Button>
        </Form>
      </Card>
      {create.isSuccess && (
        <SuccessCard title={t("organisation.secretTitle")}>
          <p>{t("organisation.secretWords")}</p>
          <CopyBox label={t("organisation.secret")} text={create.data.secret ?? ""} />
        </SuccessCard>
      )}
    </>
  );
}

/** The end of a day of the reader's, as the service takes it; null for no day. */
function endOf(day: string): string | null {
  return day === "" ? null : new Date(`${day}T23:59:59`).toISOString();
}

function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}

interface KeyTableProps {
  rows: readonly Key[];
  organisationId: number;
}

function KeyTable({ rows, organisationId }: KeyTableProps) {
  const { t } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        isStackable
        caption={t("organisation.keys")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            title: t("organisation.name"),
            isRowHeader: true,
            cell: (row) => row.name,
          },
          {
            key: "prefix",
            title: t("organisation.prefix"),
            cell: (row) => <Code>{`gm_${row.prefix}`}</Code>,
          },
          {
            key: "scopes",
            title: t("organisation.scopes"),
            cell: (row) => row.scopes.join(", "),
          },
          {
            key: "used",
            title: t("organisation.lastUsed"),
            cell: (row) =>
              row.last_used_at === null ? (
                t("organisation.never")
              ) : (
                <Moment iso={row.last_used_at} />
              ),
          },
          {
            key: "expires",
            title: t("organisation.keyExpires"),
            cell: (row) => <Expiry iso={row.expires_at} />,
          },
          {
            key: "revoke",
            title: "",
            cell: (row) =>
              row.revoked_at === null ? (
                <RevokeKey apiKeyRow={row} organisationId={organisationId} />
              ) : (
                t("organisation.revoked")
              ),
          },
        ]}
      />
    </Card>
  );
}

function Expiry({ iso }: { iso: string | null }) {
  const { t } = useI18n();
  if (iso === null) return t("organisation.never");
  if (new Date(iso) > serverDate()) return <Moment iso={iso} />;
  return <StatusBadge tone="plain">{t("organisation.keyExpired")}</StatusBadge>;
}

interface RevokeKeyProps {
  apiKeyRow: Key;
  organisationId: number;
}

function RevokeKey({ apiKeyRow, organisationId }: RevokeKeyProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const place = { organisation_id: organisationId };
  const revoke = useSend({
    send: () =>
      answerOf(
        api.DELETE("/api/v1/organisations/{organisation_id}/api-keys/{api_key_id}", {
          params: { path: { ...place, api_key_id: apiKeyRow.id } },
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t("organisation.revoke")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("organisation.revokeKeyTitle", { name: apiKeyRow.name })}
        verb={t("organisation.revoke")}
        isDangerous
        isPending={revoke.isPending}
        problem={revoke.error}
        onConfirm={() => revoke.mutate()}
        onClose={() => setAsking(false)}
      >
        {t("organisation.revokeKeyWords")}
      </ConfirmDialog>
    </>
  );
}
