import type { Finding } from "./finding";
import { ImageThumb, type Column } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";

interface OfTask {
  readonly task_id: number;
  readonly item: { readonly name: string; readonly thumbnail_url: string };
}

/** Picture and name of a task's item, which leads to the page of its consensus and, there, among
 * those that were looked for. */
export function itemColumns<Row extends OfTask>(
  projectId: number,
  title: string,
  finding: Finding = {},
): Column<Row>[] {
  return [
    {
      key: "picture",
      title: "",
      cell: (row) => <ImageThumb src={row.item.thumbnail_url} alt="" width={40} height={30} />,
    },
    {
      key: "item",
      title,
      isRowHeader: true,
      cell: (row) => (
        <Link
          to="/p/$projectId/consensus/$taskId"
          params={{ projectId, taskId: row.task_id }}
          search={finding}
        >
          {row.item.name}
        </Link>
      ),
    },
  ];
}
