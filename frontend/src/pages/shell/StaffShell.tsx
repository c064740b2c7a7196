import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Outlet, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { roleIn } from "@/api/session";
import { useI18n } from "@/panels/shared";
import { useProjects } from "@/pages/organisation/use-projects";
import { Main } from "./Main";
import classes from "./StaffShell.module.css";
import { TopBar } from "./TopBar";
import { organisationLayout, projectLayout } from "./layouts";
import { type SectionLink, sectionsOf } from "./sections";
import { useProject } from "./project";
import { isAmong, useMe } from "./session";

/** Around the pages of an organisation. */
export function OrganisationShell() {
  const { organisationId } = organisationLayout.useParams();
  const me = useMe();
  const here = me.staff_of.find(({ organisation }) => organisation.id === organisationId);
  const sections = useSections(organisationLayout.id, organisationId);
  const others = me.staff_of.filter(({ organisation }) => organisation.id !== organisationId);
  const entries = others.map(({ organisation }) => ({
    key: organisation.id,
    name: organisation.name,
    to: `/o/${organisation.id}`,
  }));
  return (
    <Shell
      sections={sections}
      params={{ organisationId }}
      place={here && <Switcher name={here.organisation.name} entries={entries} />}
    />
  );
}

/** Around the pages of a project. */
export function ProjectShell() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const project = useProject();
  const siblings = useProjects(project.organisation_id) ?? [];
  const sections = useSections(projectLayout.id, project.organisation_id);
  const entries = [
    ...siblings
      .filter(({ id }) => id !== projectId)
      .map(({ id, name }) => ({ key: id, name, to: `/p/${id}` })),
    { key: 0, name: t("shell.allProjects"), to: `/o/${project.organisation_id}` },
  ];
  return (
    <Shell
      sections={sections}
      params={{ projectId }}
      place={<Switcher name={project.name} entries={entries} />}
    />
  );
}

function useSections(layoutId: string, organisationId: number): SectionLink[] {
  const role = roleIn(useMe(), organisationId);
  return sectionsOf(useRouter(), layoutId).filter(
    (section) => section.roles === undefined || isAmong(section.roles, role),
  );
}

interface ShellProps {
  sections: readonly SectionLink[];
  params: Readonly<Record<string, unknown>>;
  place: ReactNode;
}

function Shell({ sections, params, place }: ShellProps) {
  return (
    <>
      <TopBar sections={sections} params={params} place={place} />
      <Main>
        <Outlet />
      </Main>
    </>
  );
}

interface SwitcherProps {
  name: string;
  entries: readonly { key: number; name: string; to: string }[];
}

/** Where one is, and the way to its neighbours. */
function Switcher({ name, entries }: SwitcherProps) {
  const { t } = useI18n();
  const { navigate } = useRouter();
  if (entries.length === 0) return <span className={classes.place}>{name}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.place} aria-label={t("shell.switch", { name })}>
          <span className={classes.name}>{name}</span>
          <IconChevronDown size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Menu.Item key={entry.key} onClick={() => void navigate({ to: entry.to as "/" })}>
            {entry.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
