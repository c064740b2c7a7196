import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, PageHeader, Seal, StatusBadge, TextArea, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import classes from "./Release.module.css";
import { type Release, STATE_NAMES, STATE_TONES } from "./state";

const PUBLISH = "/api/v1/releases/{release_id}/publish";
/** A move: its path, and the texts' keys of its button, its question and what follows. */
const MOVES = {
  publish: {
    path: PUBLISH,
    verb: "releases.publish",
    title: "releases.publishTitle",
    words: "releases.publishWords",
    isForward: true,
  },
  republish: {
    path: PUBLISH,
    verb: "releases.republish",
    title: "releases.republishTitle",
    words: "releases.republishWords",
    isForward: true,
  },
  withdraw: {
    path: "/api/v1/releases/{release_id}/withdraw",
    verb: "releases.withdraw",
    title: "releases.withdrawTitle",
    words: "releases.withdrawWords",
    isForward: false,
  },
  discard: {
    path: "/api/v1/releases/{release_id}/discard",
    verb: "releases.discard",
    title: "releases.discardTitle",
    words: "releases.discardWords",
    isForward: false,
  },
  cancel: {
    path: "/api/v1/releases/{release_id}/cancel",
    verb: "releases.stopBuilding",
    title: "releases.stopTitle",
    words: "releases.stopWords",
    isForward: false,
  },
} as const;
type Move = keyof typeof MOVES;

/** The moves a manager can make next, the likeliest last. */
function nextMoves({ state, is_cancel_requested }: Release): readonly Move[] {
  if (state === "building") return is_cancel_requested ? [] : ["cancel"];
  if (state === "ready") return ["discard", "publish"];
  if (state === "superseded") return ["withdraw", "republish"];
  return state === "published" ? ["withdraw"] : [];
}

/** Seal, version, state, lineage, and the next move. */
export function ReleaseHead({ release }: { release: Release }) {
  const { t, moment } = useI18n();
  const lineage = t("releases.lineage", {
    guideline: release.guideline_version?.number ?? "–",
    schema: release.schema_version.number,
  });
  const follows = release.follows && t("releases.follows", { version: release.follows.version });
  return (
    <div className={classes.head}>
      <Seal size={44} />
      <PageHeader
        title={t("releases.heading", { version: release.version })}
        note={[moment(release.created_at), lineage, follows, release.note]
          .filter(Boolean)
          .join(" · ")}
        badges={
          <>
            <StatusBadge tone={STATE_TONES[release.state]}>
              {t(STATE_NAMES[release.state])}
            </StatusBadge>
            {release.manifest_sha256 !== "" && (
              <StatusBadge tone="quiet" icon={IconLock}>
                {t("releases.frozen")}
              </StatusBadge>
            )}
          </>
        }
        actions={<Moves release={release} />}
      />
    </div>
  );
}

function Moves({ release }: { release: Release }) {
  const canMove = useCan("managers", useProject().organisation_id);
  if (!canMove) return null;
  return nextMoves(release).map((move) => <MoveButton key={move} release={release} move={move} />);
}

function MoveButton({ release, move }: { release: Release; move: Move }) {
  const { t } = useI18n();
  const { verb, title, words, isForward } = MOVES[move];
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const send = useSend({
    send: (made: Move, headers) => {
      const params = { path: { release_id: release.id } };
      return made === "withdraw"
        ? answerOf(api.POST(MOVES.withdraw.path, { params, headers, body: { reason } }))
        : answerOf(api.POST(MOVES[made].path, { params, headers }));
    },
    stale: [
      apiKey("/api/v1/releases/{release_id}"),
      apiKey("/api/v1/projects/{project_id}/releases"),
    ],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button variant={isForward ? "filled" : "default"} onClick={() => setAsking(true)}>
        {t(verb)}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t(title, { version: release.version })}
        verb={t(verb)}
        isDangerous={!isForward}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate(move)}
        onClose={() => setAsking(false)}
      >
        {t(words)}
        {move === "withdraw" && (
          <TextArea
            mt={12}
            label={t("releases.reason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            problem={send.error}
            path="reason"
            required
          />
        )}
      </ConfirmDialog>
    </>
  );
}
