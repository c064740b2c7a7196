export const ROLES = ["owner", "manager", "reviewer", "client"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES = {
  owner: "organisation.owner",
  manager: "organisation.manager",
  reviewer: "organisation.reviewer",
  client: "organisation.client",
} as const satisfies Record<Role, string>;
