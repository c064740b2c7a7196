import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { EmptyState, ListPage, MakeCard, TextArea, TextField, useI18n } from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { CommunityCard } from "./CommunityCard";
import { type Joining, JoiningField } from "./JoiningField";

const PATH = "/api/v1/organisations/{organisation_id}/communities";

/** The organisation's communities and their criteria. */
export default function CommunitiesPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [page, setPage] = useState(1);
  const communities = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId }, query: { page } } }),
  );
  return (
    <ListPage
      title={t("organisation.communities")}
      note={t("organisation.communitiesNote")}
      of={communities}
      page={page}
      onPage={setPage}
      making={{
        verb: t("organisation.makeCommunity"),
        form: (close) => <NewCommunity organisationId={organisationId} onClose={close} />,
      }}
      empty={
        <EmptyState icon={IconUsersGroup} title={t("organisation.noCommunitiesTitle")}>
          {t("organisation.noCommunities")}
        </EmptyState>
      }
    >
      {(rows) => rows.map((row) => <CommunityCard key={row.id} community={row} />)}
    </ListPage>
  );
}

interface NewCommunityProps {
  organisationId: number;
  onClose: () => void;
}

function NewCommunity({ organisationId, onClose }: NewCommunityProps) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [joining, setJoining] = useState<Joining>("invite");
  const place = { organisation_id: organisationId };
  const create = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: place },
          body: { name, description, joining },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: onClose,
  });
  return (
    <MakeCard
      title={t("organisation.makeCommunity")}
      verb={t("organisation.create")}
      problem={create.error}
      shownPaths={["name", "description"]}
      isPending={create.isPending}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t("organisation.communityName")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={create.error}
        path="name"
        required
      />
      <TextArea
        label={t("organisation.description")}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        problem={create.error}
        path="description"
      />
      <JoiningField value={joining} onChange={setJoining} />
    </MakeCard>
  );
}
