import { Button, Menu, Popover, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconMenu2 } from "@tabler/icons-react";
import { Link as RouterLink, useMatchRoute, useRouter } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import { Logo, useI18n } from "@/panels/shared";
import { AccountMenu } from "./AccountMenu";
import classes from "./TopBar.module.css";
import type { SectionLink } from "./sections";
import { useFit } from "./use-fit";

const ACTIONS_ID = "top-bar-actions";

interface TopBarProps {
  /** What the sections belong to: a project with its switcher. */
  place?: ReactNode;
  sections: readonly SectionLink[];
  /** Values of the parameters in the sections' addresses. */
  params?: Readonly<Record<string, unknown>>;
  /** A bottom bar shows the sections on a phone. */
  hasBottomBar?: boolean;
}

/** The top bar: logo, place, sections (underlined when on, a menu where they do not fit), the person. */
export function TopBar({ place, sections, params = {}, hasBottomBar = false }: TopBarProps) {
  const { t } = useI18n();
  const inBar = sections.filter((section) => !section.isSetup);
  const setup = sections.filter((section) => section.isSetup);
  const keys = inBar.map(({ to }) => to);
  const { bar, line, shown } = useFit(keys, setup.length > 0);
  return (
    <header ref={bar} className={classes.bar} data-bottom-bar={hasBottomBar || undefined}>
      <RouterLink to="/" className={classes.logo} aria-label={t("shell.home")}>
        <Logo />
        <span className={classes.name} data-beside-place={place !== undefined || undefined}>
          {t("shell.name")}
        </span>
      </RouterLink>
      {place !== undefined && (
        <>
          <span className={classes.slash} aria-hidden>
            /
          </span>
          {place}
        </>
      )}
      {sections.length > 0 && (
        <nav ref={line} className={classes.sections} aria-label={t("shell.sections")}>
          {inBar.slice(0, shown).map((section) => (
            <SectionAnchor key={section.to} section={section} params={params} />
          ))}
          <RestMenu more={inBar.slice(shown)} setup={setup} params={params} />
        </nav>
      )}
      <div className={classes.end}>
        <div id={ACTIONS_ID} className={classes.actions} />
        <AccountMenu />
        <FoldedSections sections={sections} params={params} />
      </div>
    </header>
  );
}

/** Puts a page's own status and controls into the top bar. */
export function TopBarActions({ children }: { children: ReactNode }) {
  const slot = document.getElementById(ACTIONS_ID);
  return slot === null ? null : createPortal(children, slot);
}

interface SectionsProps {
  sections: readonly SectionLink[];
  params: Readonly<Record<string, unknown>>;
}

interface SectionAnchorProps {
  section: SectionLink;
  params: Readonly<Record<string, unknown>>;
  onClick?: () => void;
}

function SectionAnchor({ section, params, onClick }: SectionAnchorProps) {
  const { t } = useI18n();
  // Sections are read off the routes themselves, so their addresses exist.
  const target = { to: section.to, params } as { to: "/" };
  // The index of a layout is on only at its very address, the others on their subpages too.
  const exact = section.to.endsWith("/");
  return (
    <RouterLink {...target} activeOptions={{ exact }} className={classes.section} onClick={onClick}>
      {t(section.label)}
      {section.Count !== undefined && <section.Count />}
    </RouterLink>
  );
}

interface RestMenuProps {
  /** Those the bar has no room for. */
  more: readonly SectionLink[];
  setup: readonly SectionLink[];
  params: Readonly<Record<string, unknown>>;
}

/** What is seldom wanted, and before it what the bar has no room for. */
function RestMenu({ more, setup, params }: RestMenuProps) {
  const { t } = useI18n();
  const isHere = useIsHere(params);
  const all = [...more, ...setup];
  if (all.length === 0) return null;
  const isOn = all.some(isHere);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.section} data-status={isOn ? "active" : undefined}>
          {t(more.length > 0 ? "shell.more" : "shell.setup")}
          {/* What waits there, as beside the word of a section. */}
          {more.map(({ to, Count }) => Count !== undefined && <Count key={to} />)}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <SectionItems sections={more} params={params} />
        {more.length > 0 && setup.length > 0 && <Menu.Label>{t("shell.setup")}</Menu.Label>}
        <SectionItems sections={setup} params={params} />
      </Menu.Dropdown>
    </Menu>
  );
}

function SectionItems({ sections, params }: SectionsProps) {
  const { t } = useI18n();
  const { navigate } = useRouter();
  const isHere = useIsHere(params);
  return sections.map((section) => (
    <Menu.Item
      key={section.to}
      aria-current={isHere(section) ? "page" : undefined}
      onClick={() => void navigate({ to: section.to, params } as { to: "/" })}
      rightSection={section.Count !== undefined && <section.Count />}
    >
      {t(section.label)}
    </Menu.Item>
  ));
}

/** On its subpages too, but for the index of a layout. */
function useIsHere(params: SectionsProps["params"]) {
  const matchRoute = useMatchRoute();
  return ({ to }: SectionLink) =>
    matchRoute({ to: to as "/", params, fuzzy: !to.endsWith("/") }) !== false;
}

/** Up to 1024 px: the same sections behind one button. */
function FoldedSections({ sections, params }: SectionsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  if (sections.length === 0) return null;
  return (
    <div className={classes.folded}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            aria-label={t("shell.sections")}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            px={8}
          >
            <IconMenu2 size={20} stroke={1.6} aria-hidden />
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <nav className={classes.foldedList} aria-label={t("shell.sections")}>
            {sections.map((section) => (
              <SectionAnchor
                key={section.to}
                section={section}
                params={params}
                onClick={() => setOpen(false)}
              />
            ))}
          </nav>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
