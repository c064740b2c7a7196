import { Button, Group } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  EmptyState,
  Form,
  FormProblem,
  Page,
  PageHeader,
  Query,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import { organisationLayout } from "@/pages/shell/layouts";
import { CommunityCard } from "./CommunityCard";

const PATH = "/api/v1/organisations/{organisation_id}/communities";

/** The organisation's communities and their criteria. */
export default function CommunitiesPage() {
  const { t } = useI18n();
  const { organisationId } = organisationLayout.useParams();
  const [isMaking, setMaking] = useState(false);
  const communities = useQuery(
    apiQuery(PATH, { params: { path: { organisation_id: organisationId } } }),
  );
  const make = !isMaking && (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {t("organisation.makeCommunity")}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={t("organisation.communities")}
        note={t("organisation.communitiesNote")}
        actions={make}
      />
      {isMaking && (
        <NewCommunity organisationId={organisationId} onClose={() => setMaking(false)} />
      )}
      <Query
        of={communities}
        empty={(rows) =>
          rows.length === 0 &&
          !isMaking && (
            <EmptyState icon={IconUsersGroup} title={t("organisation.noCommunitiesTitle")}>
              {t("organisation.noCommunities")}
            </EmptyState>
          )
        }
      >
        {(rows) => rows.map((row) => <CommunityCard key={row.id} community={row} />)}
      </Query>
    </Page>
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
  const place = { organisation_id: organisationId };
  const create = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: place },
          body: { name, description, joining: "open" },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: onClose,
  });
  function submit() {
    create.mutate();
  }
  return (
    <Card title={t("organisation.makeCommunity")}>
      <Form onSubmit={submit}>
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
        <FormProblem problem={create.error} shownPaths={["name", "description"]} />
        <Group>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {t("organisation.create")}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t("shared.cancel")}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}
