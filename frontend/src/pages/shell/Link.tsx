import { Anchor, Button } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A link that looks like one; `to` is checked against the routes. */
export const Link = createLink(Anchor);

/** A link that looks like a button. */
export const ButtonLink = createLink(Button<"a">);
