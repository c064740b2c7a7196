import type { ReactNode } from "react";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import type { Finding } from "./finding";

/** Leads to the items that are so. */
export function ItemsLink({ search, children }: { search: Finding; children: ReactNode }) {
  const { id: projectId } = useProject();
  return (
    <Link to="/p/$projectId/items" params={{ projectId }} search={search}>
      {children}
    </Link>
  );
}
