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

const PATHS = {
  publish: "/api/v1/releases/{release_id}/publish",
  withdraw: "/api/v1/releases/{release_id}/withdraw",
  discard: "/api/v1/releases/{release_id}/discard",
  cancel: "/api/v1/releases/{release_id}/cancel",
} as const;
type Move = "publish" | "republish" | "withdraw" | "discard" | "cancel";
const VERBS = {
  publish: "releases.publish",
  republish: "releases.republish",
  withdraw: "releases.withdraw",
  discard: "releases.discard",
  cancel: "releases.stopBuilding",
} as const;
const TITLES = {
  publish: "releases.publishTitle",
  republish: "releases.republishTitle",
  withdraw: "releases.withdrawTitle",
  discard: "releases.discardTitle",
  cancel: "releases.stopTitle",
} as const;
const WORDS = {
  publish: "releases.publishWords",
  republish: "releases.republishWords",
  withdraw: "releases.withdrawWords",
  discard: "releases.discardWords",
  cancel: "releases.stopWords",
} as const;

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
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const send = useSend({
    send: (made: Move, headers) => {
      const params = { path: { release_id: release.id } };
      return made === "withdraw"
        ? answerOf(api.POST(PATHS.withdraw, { params, headers, body: { reason } }))
        : answerOf(api.POST(PATHS[made === "republish" ? "publish" : made], { params, headers }));
    },
    stale: [
      apiKey("/api/v1/releases/{release_id}"),
      apiKey("/api/v1/projects/{project_id}/releases"),
    ],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button
        variant={move === "publish" || move === "republish" ? "filled" : "default"}
        onClick={() => setAsking(true)}
      >
        {t(VERBS[move])}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t(TITLES[move], { version: release.version })}
        verb={t(VERBS[move])}
        isDangerous={move === "withdraw" || move === "discard" || move === "cancel"}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate(move)}
        onClose={() => setAsking(false)}
      >
        {t(WORDS[move])}
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
