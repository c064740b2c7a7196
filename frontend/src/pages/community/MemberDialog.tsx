import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { CheckField, ConfirmDialog, SelectField, TextArea, useI18n } from "@/panels/shared";
import classes from "./Community.module.css";
import { MemberFacts } from "./MemberFacts";
import { type Member, STATE_NAMES } from "./Members";
import { MEMBERSHIP } from "./stale";

const CHANGES = ["active", "paused", "removed"] as const;
type Change = (typeof CHANGES)[number];

interface MemberDialogProps {
  organisationId: number;
  communityId: number;
  member: Member;
  onClose: () => void;
}

/** Pauses, brings back or removes a member; keeps a note and tags that only the staff sees. */
export function MemberDialog(props: MemberDialogProps) {
  const { organisationId, communityId, member, onClose } = props;
  const { t } = useI18n();
  const [state, setState] = useState<Change | null>(null);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState(member.note);
  const [tags, setTags] = useState(member.tags);
  const [isSteward, setSteward] = useState(member.is_steward);
  const save = useSend({
    send: () =>
      answerOf(
        api.PATCH("/api/v1/communities/{community_id}/members/{user_id}", {
          params: { path: { community_id: communityId, user_id: member.user_id } },
          body: {
            note,
            tags,
            ...(isSteward === member.is_steward ? {} : { is_steward: isSteward }),
            ...(state === null ? {} : { state, reason }),
          },
        }),
      ),
    stale: MEMBERSHIP,
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t("community.changeOf", { name: member.pseudonym })}
      verb={t("community.save")}
      isDangerous={state === "removed"}
      isPending={save.isPending}
      problem={save.error}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <SelectField
          label={t("community.newState")}
          placeholder={t(STATE_NAMES[member.state])}
          clearable
          data={CHANGES.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
          value={state}
          onChange={(value) => setState(value as Change | null)}
        />
        {state !== null && (
          <TextArea
            label={t("community.reason")}
            description={t("community.reasonNote")}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
            problem={save.error}
            path="reason"
          />
        )}
        <TagsInput label={t("community.tags")} value={tags} onChange={setTags} maxTags={20} />
        <TextArea
          label={t("community.note")}
          description={t("community.noteNote")}
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.currentTarget.value)}
          problem={save.error}
          path="note"
        />
        {member.state === "active" && (
          <CheckField
            label={t("community.steward")}
            description={t("community.stewardNote")}
            checked={isSteward}
            onChange={(event) => setSteward(event.currentTarget.checked)}
          />
        )}
        <MemberFacts
          organisationId={organisationId}
          communityId={communityId}
          userId={member.user_id}
        />
      </div>
    </ConfirmDialog>
  );
}
