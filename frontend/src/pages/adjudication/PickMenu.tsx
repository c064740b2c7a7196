import { Button, Menu } from "@mantine/core";
import type { KeyAction } from "@/tools/key-table";
import { Key } from "./Key";

interface Choice {
  key: string;
  name: string;
  pick: () => void;
}

interface PickMenuProps {
  label: string;
  shortcut: KeyAction;
  opened: boolean;
  onOpened: (isOpened: boolean) => void;
  choices: readonly Choice[];
}

/** A button that asks which one. */
export function PickMenu({ label, shortcut, opened, onOpened, choices }: PickMenuProps) {
  return (
    <Menu opened={opened && choices.length > 0} onChange={onOpened} position="top-start">
      <Menu.Target>
        <Button size="xs" rightSection={<Key action={shortcut} />} disabled={choices.length === 0}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ key, name, pick }) => (
          <Menu.Item key={key} onClick={pick}>
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
