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
  ListPage,
  MakeCard,
  Money,
  StatusBadge,
  TextField,
  type Tone,
  useI18n,
} from "@/panels/shared";
import { Fate } from "@/pages/deletion/Fate";
import { Link } from "@/pages/shell/Link";
import { organisationLayout } from "@/pages/shell/layouts";
import { useCan } from "@/pages/shell/session";
import { DatasetsCard } from "./DatasetsCard";

const PATH = "/api/v1/organisations/{organisation_id}/projects";
type Project = Answered<"/api/v1/projects/{project_id}">;
type Standing = Exclude<Project["state"], "deleting">;
const STATE_NAMES = {
  draft: "organisation.draft",
  active: "organisation.active",
  closed: "organisation.closed",
} as const satisfies Record<Standing, string>;
const STATE_TONES: Record<Standing, Tone> = {
  draft: "quiet",
  active: "active",
  closed: "quiet",
};

/** The organisation's projects. */
export default function ProjectsPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const canMake = useCan("managers", organisationId);
  const [page, setPage] = useState(1);
  const projects = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId }, query: { page } } }),
  );
  const making = {
    verb: t("organisation.makeProject"),
    form: (close: () => void) => <NewProject organisationId={organisationId} onClose={close} />,
  };
  return (
    <ListPage
      title={t("organisation.projects")}
      note={t("organisation.projectsNote")}
      of={projects}
      page={page}
      onPage={setPage}
      making={canMake ? making : undefined}
      empty={
        <>
          <EmptyState icon={IconTargetArrow} title={t("organisation.noProjectsTitle")}>
            {t("organisation.noProjects")}
          </EmptyState>
          <DatasetsCard organisationId={organisationId} />
        </>
      }
    >
      {(rows) => (
        <>
          <ProjectTable rows={rows} />
          <DatasetsCard organisationId={organisationId} />
        </>
      )}
    </ListPage>
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
  return (
    <MakeCard
      title={t("organisation.makeProject")}
      verb={t("organisation.create")}
      problem={create.error}
      shownPaths={["name"]}
      isPending={create.isPending}
      onSubmit={() => create.mutate({ name })}
      onClose={onClose}
    >
      <TextField
        label={t("organisation.projectName")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={create.error}
        path="name"
        required
        data-autofocus
      />
    </MakeCard>
  );
}

function ProjectTable({ rows }: { rows: readonly Project[] }) {
  const { t } = useI18n();
  return (
    <Card isFlush>
      <DataTable
        isStackable
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
            cell: (row) => <State of={row} />,
          },
          {
            key: "community",
            title: t("organisation.community"),
            cell: (row) => row.community?.name ?? "–",
          },
          {
            key: "price",
            title: t("organisation.price"),
            isNumber: true,
            cell: (row) => <Money amount={row.price} />,
          },
        ]}
      />
    </Card>
  );
}

function State({ of: { id, name, organisation_id, state } }: { of: Project }) {
  const { t } = useI18n();
  return state === "deleting" ? (
    <Fate kind="project" id={id} name={name} organisationId={organisation_id} />
  ) : (
    <StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>
  );
}
