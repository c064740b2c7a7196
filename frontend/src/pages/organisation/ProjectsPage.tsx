import { Button, Group } from "@mantine/core";
import { IconTargetArrow } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  DataTable,
  EmptyState,
  Form,
  FormProblem,
  Money,
  Page,
  PageHeader,
  Query,
  StatusBadge,
  TextField,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { organisationLayout } from "@/pages/shell/layouts";
import { useCan } from "@/pages/shell/session";

const PATH = "/api/v1/organisations/{organisation_id}/projects";
type Project = Answered<"/api/v1/projects/{project_id}">;
const STATE_NAMES = {
  draft: "organisation.draft",
  active: "organisation.active",
  closed: "organisation.closed",
} as const satisfies Record<Project["state"], string>;
const STATE_TONES: Record<Project["state"], Tone> = {
  draft: "quiet",
  active: "active",
  closed: "quiet",
};

/** The organisation's projects. */
export default function ProjectsPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const canMake = useCan("managers", organisationId);
  const [isMaking, setMaking] = useState(false);
  const projects = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId } } }),
  );
  const make = canMake && !isMaking && (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {t("organisation.makeProject")}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={t("organisation.projects")}
        note={t("organisation.projectsNote")}
        actions={make}
      />
      {isMaking && <NewProject organisationId={organisationId} onClose={() => setMaking(false)} />}
      <Query
        of={projects}
        empty={(rows) =>
          rows.length === 0 &&
          !isMaking && (
            <EmptyState icon={IconTargetArrow} title={t("organisation.noProjectsTitle")}>
              {t("organisation.noProjects")}
            </EmptyState>
          )
        }
      >
        {(rows) => <ProjectTable rows={rows} />}
      </Query>
    </Page>
  );
}

interface NewProjectProps {
  organisationId: number;
  onClose: () => void;
}

function NewProject({ organisationId, onClose }: NewProjectProps) {
  const { t } = useI18n();
  const router = useRouter();
  const [name, setName] = useState("");
  const place = { organisation_id: organisationId };
  const create = useSend({
    send: (body: { name: string }, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place)],
    onSuccess: (project) =>
      router.navigate({ to: "/p/$projectId/overview", params: { projectId: project.id } }),
  });
  function submit() {
    create.mutate({ name });
  }
  return (
    <Card title={t("organisation.makeProject")}>
      <Form onSubmit={submit}>
        <TextField
          label={t("organisation.projectName")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          problem={create.error}
          path="name"
          required
          data-autofocus
        />
        <FormProblem problem={create.error} shownPaths={["name"]} />
        <Group>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {t("organisation.create")}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t("shared.cancel")}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}

function ProjectTable({ rows }: { rows: readonly Project[] }) {
  const { t } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        caption={t("organisation.projects")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            title: t("organisation.name"),
            isRowHeader: true,
            cell: (row) => (
              <Link to="/p/$projectId/overview" params={{ projectId: row.id }}>
                {row.name}
              </Link>
            ),
          },
          {
            key: "state",
            title: t("organisation.state"),
            cell: (row) => (
              <StatusBadge tone={STATE_TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
            ),
          },
          {
            key: "community",
            title: t("organisation.community"),
            cell: (row) => row.community?.name ?? "–",
          },
          {
            key: "price",
            title: "",
            isNumber: true,
            cell: (row) => <Money amount={row.price} />,
          },
        ]}
      />
    </Card>
  );
}
