import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, DataTable, ImageThumb, StatusBadge, type Tone, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { projectLayout } from "@/pages/shell/layouts";
import { WhyDialog } from "./WhyDialog";

type Gold = Answered<"/api/v1/projects/{project_id}/gold-items">["results"][number];
export type State = Gold["state"];

export const STATE_NAMES = {
  proposed: "gold.proposed",
  active: "gold.active",
  suspended: "gold.suspended",
  retired: "gold.retired",
} as const satisfies Record<State, string>;
export const STATE_TONES: Record<State, Tone> = {
  proposed: "quiet",
  active: "good",
  suspended: "caution",
  retired: "quiet",
};
const MOVES = {
  suspend: "/api/v1/gold-items/{gold_item_id}/suspend",
  activate: "/api/v1/gold-items/{gold_item_id}/activate",
  retire: "/api/v1/gold-items/{gold_item_id}/retire",
} as const;
type Move = keyof typeof MOVES;
const VERBS = {
  suspend: "gold.suspend",
  activate: "gold.activate",
  retire: "gold.retire",
} as const satisfies Record<Move, string>;
const MOVES_FROM: Record<State, readonly Move[]> = {
  proposed: ["activate", "retire"],
  active: ["suspend"],
  suspended: ["activate", "retire"],
  retired: [],
};

/** Gold items with their record and the moves that are legal now. */
export function GoldTable({ rows }: { rows: readonly Gold[] }) {
  const { t, share, interval, number } = useI18n();
  const { projectId } = projectLayout.useParams();
  const [meant, setMeant] = useState<{ row: Gold; move: Move } | null>(null);
  const send = useSend({
    send: ({ id, move, reason }: { id: number; move: Move; reason: string }, headers) =>
      answerOf(
        api.POST(MOVES[move], {
          params: { path: { gold_item_id: id } },
          body: { reason },
          headers,
        }),
      ),
    stale: [
      apiKey("/api/v1/projects/{project_id}/gold-items"),
      apiKey("/api/v1/projects/{project_id}/gold-bank"),
    ],
    onSuccess: () => setMeant(null),
  });
  return (
    <Card isFlush>
      {meant !== null && (
        <WhyDialog
          title={t("gold.of", { what: t(VERBS[meant.move]), name: meant.row.item.name })}
          verb={t(VERBS[meant.move])}
          isPending={send.isPending}
          problem={send.error}
          onConfirm={(reason) => send.mutate({ id: meant.row.id, move: meant.move, reason })}
          onClose={() => setMeant(null)}
        />
      )}
      <DataTable
        caption={t("gold.title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "picture",
            title: "",
            cell: (row) => (
              <ImageThumb src={row.item.thumbnail_url} alt="" width={40} height={30} />
            ),
          },
          {
            key: "item",
            title: t("gold.item"),
            isRowHeader: true,
            cell: (row) => (
              <Link to="/p/$projectId/gold/$goldItemId" params={{ projectId, goldItemId: row.id }}>
                {row.item.name}
              </Link>
            ),
          },
          {
            key: "kind",
            title: t("gold.kind"),
            cell: (row) => t(row.is_hidden ? "gold.hidden" : "gold.visible"),
          },
          {
            key: "state",
            title: t("gold.state"),
            cell: (row) => (
              <Group gap="xs">
                <StatusBadge tone={STATE_TONES[row.state]}>{t(STATE_NAMES[row.state])}</StatusBadge>
                {row.is_older && <StatusBadge tone="caution">{t("gold.older")}</StatusBadge>}
              </Group>
            ),
          },
          {
            key: "right",
            title: t("gold.right"),
            cell: (row) =>
              row.check_count === 0
                ? t("gold.noChecks")
                : `${t("gold.rightOf", { share: share(row.right_count, row.check_count) })}${
                    row.right_share.lower === null || row.right_share.upper === null
                      ? ""
                      : `, ${interval(row.right_share.lower, row.right_share.upper, row.check_count)}`
                  }`,
          },
          {
            key: "contests",
            title: t("gold.contested"),
            isNumber: true,
            cell: (row) => (row.contest_count === 0 ? "–" : number(row.contest_count)),
          },
          {
            key: "moves",
            title: "",
            cell: (row) => (
              <Group gap="xs" wrap="nowrap">
                {MOVES_FROM[row.state].map((move) => (
                  <Button
                    key={move}
                    size="xs"
                    variant="subtle"
                    aria-label={t("gold.of", { what: t(VERBS[move]), name: row.item.name })}
                    onClick={() => setMeant({ row, move })}
                  >
                    {t(VERBS[move])}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]}
      />
    </Card>
  );
}
