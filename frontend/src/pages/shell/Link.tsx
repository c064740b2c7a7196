import { Anchor, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";

/** A link that looks like one; `to` is checked against the routes. */
export const Link = createLink(Anchor);

type ButtonAnchorProps = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

function ButtonAnchor(props: ButtonAnchorProps) {
  return <Button component="a" {...props} />;
}

/** A link that looks like a button: it can be opened in a new tab, and is read out as a link. */
export const ButtonLink = createLink(ButtonAnchor);
