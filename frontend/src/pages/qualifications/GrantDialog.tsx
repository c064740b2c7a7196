import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, SelectField, TextArea, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { PATH } from "./QualificationsPage";

/** A pseudonym has no more. */
const MOST_LETTERS = 12;

/** A member of the community is qualified without the quiz, for a reason. */
export function GrantDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const { id: projectId, community } = useProject();
  const [userId, setUserId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 300);
  const place = { project_id: projectId };
  const members = useQuery({
    ...apiQuery("/api/v1/communities/{community_id}/members", {
      params: {
        path: { community_id: community?.id ?? 0 },
        query: { state: "active", search: search.slice(0, MOST_LETTERS) || undefined },
      },
    }),
    placeholderData: keepPreviousData,
    enabled: community !== null,
  });
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: place },
          body: { user_id: Number(userId), reason },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t("qualifications.grantTitle")}
      verb={t("qualifications.grantNow")}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t("qualifications.grantWords")}</p>
      <SelectField
        label={t("qualifications.person")}
        data={(members.data?.results ?? []).map((member) => ({
          value: String(member.user_id),
          label: member.pseudonym,
        }))}
        value={userId}
        onChange={setUserId}
        searchable
        onSearchChange={setTyped}
        placeholder={t("qualifications.findMember")}
        nothingFoundMessage={t("qualifications.noMember")}
        problem={send.error}
        path="user_id"
      />
      <TextArea
        label={t("qualifications.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        problem={send.error}
        path="reason"
        maxLength={300}
        required
      />
    </ConfirmDialog>
  );
}
