import {
  Popover,
  SegmentedControl,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from "@mantine/core";
import {
  IconBriefcase,
  IconBuilding,
  IconBuildingPlus,
  IconLock,
  IconLogout,
  IconUser,
} from "@tabler/icons-react";
import { Link as RouterLink } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useI18n } from "@/panels/shared";
import { LanguageSelect } from "@/pages/language/LanguageSelect";
import classes from "./AccountMenu.module.css";
import { useMe, useSignOut } from "./session";

/** The person: name, the views they may take, the colour scheme, the way out. */
export function AccountMenu() {
  const { t } = useI18n();
  const me = useMe();
  const signOut = useSignOut();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const name = me.display_name || me.email;
  const initials = initialsOf(name);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.avatar}
          aria-label={t("shell.account", { initials, name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {initials}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={classes.who}>
          <div className={classes.name}>{name}</div>
          <div className={classes.mail}>{me.email}</div>
        </div>
        <Entry icon={<IconBriefcase size={18} stroke={1.6} aria-hidden />}>
          <RouterLink to={"/home" as "/"} className={classes.link} onClick={close}>
            {t("shell.asAnnotator")}
          </RouterLink>
        </Entry>
        {me.staff_of.map(({ organisation }) => (
          <Entry key={organisation.id} icon={<IconBuilding size={18} stroke={1.6} aria-hidden />}>
            <RouterLink
              to={`/o/${organisation.id}` as "/"}
              className={classes.link}
              onClick={close}
            >
              {organisation.name}
            </RouterLink>
          </Entry>
        ))}
        <Entry icon={<IconBuildingPlus size={18} stroke={1.6} aria-hidden />}>
          <RouterLink to="/organisations/new" className={classes.link} onClick={close}>
            {t("organisation.new")}
          </RouterLink>
        </Entry>
        <Entry icon={<IconUser size={18} stroke={1.6} aria-hidden />}>
          <RouterLink to="/me" className={classes.link} onClick={close}>
            {t("shell.profile")}
          </RouterLink>
        </Entry>
        <Entry icon={<IconLock size={18} stroke={1.6} aria-hidden />}>
          <RouterLink to="/me/account" className={classes.link} onClick={close}>
            {t("shell.security")}
          </RouterLink>
        </Entry>
        <SchemeChoice />
        <LanguageSelect className={classes.scheme} />
        <Entry icon={<IconLogout size={18} stroke={1.6} aria-hidden />}>
          <UnstyledButton className={classes.link} onClick={() => void signOut()}>
            {t("shell.signOut")}
          </UnstyledButton>
        </Entry>
      </Popover.Dropdown>
    </Popover>
  );
}

function Entry({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.entry}>
      {icon}
      {children}
    </div>
  );
}

/** Light, dark, or as the system says. */
export function SchemeChoice() {
  const { t } = useI18n();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      className={classes.scheme}
      fullWidth
      aria-label={t("shell.scheme")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={[
        { value: "light", label: t("shell.light") },
        { value: "dark", label: t("shell.dark") },
        { value: "auto", label: t("shell.system") },
      ]}
    />
  );
}

/** Two letters at most: "Ana Lima" -> "AL", "a1@demo" -> "A1". */
function initialsOf(name: string): string {
  const words = name.split("@")[0]?.split(/[\s._-]+/) ?? [];
  const [first = "", second = ""] = words;
  const letters = second === "" ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1);
  return letters.toUpperCase();
}
