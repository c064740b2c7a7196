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
const WITHDRAW = "/api/v1/releases/{release_id}/withdraw";
type Move = "publish" | "withdraw";
const VERBS = { publish: "releases.publish", withdraw: "releases.withdraw" } as const;
const TITLES = { publish: "releases.publishTitle", withdraw: "releases.withdrawTitle" } as const;
const WORDS = { publish: "releases.publishWords", withdraw: "releases.withdrawWords" } as const;

/** The move a manager can make next, if any. */
function nextMove(state: Release["state"]): Move | null {
  if (state === "ready") return "publish";
  return state === "published" || state === "superseded" ? "withdraw" : null;
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
        actions={<MoveButton release={release} />}
      />
    </div>
  );
}

function MoveButton({ release }: { release: Release }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const canMove = useCan("managers", useProject().organisation_id);
  const move = nextMove(release.state);
  const send = useSend({
    send: (made: Move, headers) => {
      const params = { path: { release_id: release.id } };
      return made === "publish"
        ? answerOf(api.POST(PUBLISH, { params, headers }))
        : answerOf(api.POST(WITHDRAW, { params, headers, body: { reason } }));
    },
    stale: [
      apiKey("/api/v1/releases/{release_id}"),
      apiKey("/api/v1/projects/{project_id}/releases"),
    ],
    onSuccess: () => setAsking(false),
  });
  if (!canMove || move === null) return null;
  return (
    <>
      <Button variant={move === "publish" ? "filled" : "default"} onClick={() => setAsking(true)}>
        {t(VERBS[move])}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t(TITLES[move], { version: release.version })}
        verb={t(VERBS[move])}
        isDangerous={move === "withdraw"}
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
