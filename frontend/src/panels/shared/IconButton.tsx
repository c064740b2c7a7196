import { ActionIcon, Kbd } from "@mantine/core";
import type { DOMAttributes, ReactNode } from "react";
import { Tip } from "./Tip";

export type HeldHandlers = Pick<
  DOMAttributes<HTMLButtonElement>,
  "onPointerDown" | "onLostPointerCapture" | "onKeyDown" | "onContextMenu" | "onClick"
>;

interface IconButtonProps {
  /** The name; shown on hover and focus, and read out. */
  label: string;
  icon: ReactNode;
  /** The key that does the same. */
  shortcut?: string;
  size?: number;
  isDisabled?: boolean;
  /** Of a switch: whether it is on. */
  isPressed?: boolean;
  /** Of one that opens a part of the page: the part's id. */
  expands?: { readonly id: string; readonly isOpen: boolean };
  /** Of one that does something for as long as it is held down. */
  held?: HeldHandlers;
  onClick?: () => void;
}

/** An icon alone: named, with a tooltip that tells its key. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, size = 36, isDisabled = false, isPressed, held, onClick } = props;
  const words = shortcut === undefined ? label : <Hint label={label} shortcut={shortcut} />;
  return (
    <Tip label={words} isDisabled={isDisabled}>
      <ActionIcon
        size={size}
        variant={isPressed === true ? "light" : undefined}
        aria-label={label}
        aria-pressed={isPressed}
        aria-expanded={props.expands?.isOpen}
        aria-controls={props.expands?.id}
        disabled={isDisabled}
        onClick={onClick}
        {...held}
      >
        {icon}
      </ActionIcon>
    </Tip>
  );
}

function Hint({ label, shortcut }: { label: string; shortcut: string }) {
  return (
    <>
      {label} <Kbd>{shortcut}</Kbd>
    </>
  );
}
