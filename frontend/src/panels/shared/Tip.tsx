import { Tooltip, type FloatingPosition } from "@mantine/core";
import {
  cloneElement,
  useEffect,
  useState,
  type FocusEvent,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
} from "react";

/** Milliseconds that a pointer rests before words come. */
const RESTS_MS = 300;

interface TipProps {
  label: ReactNode;
  position?: FloatingPosition;
  isDisabled?: boolean;
  /** What it tells about: one element that passes on its handlers. */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * Words beside what is pointed at, or reached by keyboard; Escape takes them away. Until they are
 * shown nothing of them exists: a workspace has dozens, and is made anew with every task.
 */
export function Tip({ label, position = "top", isDisabled = false, children }: TipProps) {
  const [near, setNear] = useState<HTMLElement | null>(null);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const away = () => {
    setNear(null);
    setTarget(null);
  };
  useEffect(() => {
    if (near === null) return;
    const timer = setTimeout(() => setTarget(near), RESTS_MS);
    return () => clearTimeout(timer);
  }, [near]);
  useEffect(() => {
    if (target === null) return;
    const dismiss = (event: KeyboardEvent) => event.key === "Escape" && away();
    addEventListener("keydown", dismiss);
    return () => removeEventListener("keydown", dismiss);
  }, [target]);
  const handlers = {
    onMouseEnter: (event: SyntheticEvent<HTMLElement>) => setNear(event.currentTarget),
    onMouseLeave: away,
    onMouseDown: away,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (event.target.matches(":focus-visible")) setNear(event.currentTarget);
    },
    onBlur: away,
  };
  return (
    <>
      {cloneElement(children, handlers)}
      {target !== null && !isDisabled && (
        <Tooltip opened target={target} label={label} position={position} />
      )}
    </>
  );
}
