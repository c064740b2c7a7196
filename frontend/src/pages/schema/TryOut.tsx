import { Button, FileButton, Group } from "@mantine/core";
import { IconPhoto, IconPhotoUp } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EMPTY_DOCUMENT } from "@/model/document";
import { readSchema } from "@/model/schema";
import { FullScreen } from "@/pages/drawing/FullScreen";
import { ProjectStage } from "@/pages/drawing/ProjectStage";
import { Callout, Card, useI18n } from "@/panels/shared";
import { AnnotationStage, type StagePicture } from "@/panels/workspace";
import { isWhole, type SchemaDraft, toDefinition } from "./draft";

interface TryOutProps {
  draft: SchemaDraft;
  projectId: number;
  /** Where pictures of the project may be taken from; null before there are any. */
  datasetId: number | null;
}

/** The real workspace with the schema as it stands here, on a picture of one's own. */
export function TryOut({ draft, projectId, datasetId }: TryOutProps) {
  const { t } = useI18n();
  const [picture, setPicture] = useState<StagePicture | null>(null);
  const [isRefused, setRefused] = useState(false);
  const firstItem = useFirstItem(datasetId);
  const open = async (found: Promise<StagePicture | null>) => {
    const opened = await found;
    setRefused(opened === null);
    setPicture(opened);
  };
  const close = () => {
    if (picture !== null && isOwn(picture)) URL.revokeObjectURL(picture.url);
    setPicture(null);
  };
  const isReady = isWhole(draft);
  return (
    <Card title={t("schema.tryOut")} note={t("schema.tryOutNote")}>
      {!isReady && <p>{t("schema.tryOutNotYet")}</p>}
      {isRefused && <Callout tone="caution">{t("schema.tryOutNoPicture")}</Callout>}
      <Group gap="xs">
        <FileButton accept="image/*" onChange={(file) => file !== null && void open(ofFile(file))}>
          {(button) => (
            <Button
              {...button}
              disabled={!isReady}
              leftSection={<IconPhotoUp size={16} stroke={1.6} aria-hidden />}
            >
              {t("schema.tryOutOwn")}
            </Button>
          )}
        </FileButton>
        {datasetId !== null && (
          <Button
            disabled={!isReady}
            leftSection={<IconPhoto size={16} stroke={1.6} aria-hidden />}
            onClick={() => void open(firstItem())}
          >
            {t("schema.tryOutFirst")}
          </Button>
        )}
      </Group>
      {picture !== null && (
        <Trial draft={draft} projectId={projectId} picture={picture} onClose={close} />
      )}
    </Card>
  );
}

interface TrialProps {
  draft: SchemaDraft;
  projectId: number;
  picture: StagePicture;
  onClose: () => void;
}

function Trial({ draft, projectId, picture, onClose }: TrialProps) {
  const { t } = useI18n();
  const [schema] = useState(() => readSchema(toDefinition(draft)));
  const [isDone, setDone] = useState(false);
  const stage = {
    picture,
    schema,
    document: EMPTY_DOCUMENT,
    submitWords: t("schema.tryOutCheck"),
    onChange: () => setDone(false),
    onSubmit: () => setDone(true),
  };
  return (
    <FullScreen
      title={t("schema.tryOut")}
      name={picture.alt}
      onClose={onClose}
      keepsNothing
      above={isDone && <Callout>{t("schema.tryOutWhole")}</Callout>}
    >
      {isOwn(picture) ? (
        <AnnotationStage {...stage} />
      ) : (
        <ProjectStage {...stage} projectId={projectId} />
      )}
    </FullScreen>
  );
}

/** Of this device, so that there is nothing beside it on the service. */
const isOwn = ({ url }: StagePicture) => url.startsWith("blob:");

/** A picture that stays on this device; null when the browser cannot read it. */
async function ofFile(file: File): Promise<StagePicture | null> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(url);
    if (error instanceof DOMException) return null;
    throw error;
  }
  return { url, alt: file.name, width_px: image.naturalWidth, height_px: image.naturalHeight };
}

function useFirstItem(datasetId: number | null): () => Promise<StagePicture | null> {
  const client = useQueryClient();
  return async () => {
    if (datasetId === null) return null;
    const page = await client.fetchQuery(
      apiQuery("/api/v1/datasets/{dataset_id}/items", {
        params: { path: { dataset_id: datasetId }, query: { use: "used", page_size: 1 } },
      }),
    );
    const [item] = page.results;
    if (item === undefined) return null;
    const { image_url: url, levels, name: alt, width_px, height_px } = item;
    return { url, levels, alt, width_px, height_px };
  };
}
