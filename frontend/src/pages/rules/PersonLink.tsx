import type { ReactNode } from "react";
import { Link } from "@/pages/shell/Link";

interface PersonLinkProps {
  projectId: number;
  userId: number;
  children: ReactNode;
}

/** To a person's page. */
export function PersonLink({ projectId, userId, children }: PersonLinkProps) {
  return (
    <Link to="/p/$projectId/people/$userId" params={{ projectId, userId }}>
      {children}
    </Link>
  );
}
