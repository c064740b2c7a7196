export const ROLES = ["owner", "manager", "reviewer", "client"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES = {
  owner: "organisation.owner",
  manager: "organisation.manager",
  reviewer: "organisation.reviewer",
  client: "organisation.client",
} as const satisfies Record<Role, string>;

const LESSER: readonly Role[] = ["reviewer", "client"];

/** What `own` may make of somebody who is `theirs`; none where it is not theirs to say. */
export function rolesToGive(own: Role | null, theirs: Role): readonly Role[] {
  if (own === "owner") return ROLES;
  return own === "manager" && LESSER.includes(theirs) ? LESSER : [];
}

export function mayRemove(own: Role | null, theirs: Role): boolean {
  return rolesToGive(own, theirs).length > 0;
}
