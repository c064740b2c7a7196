import { Button, FileButton, Group } from "@mantine/core";
import { IconPhoto, IconPhotoUp, IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, type SetStateAction, useEffect, useMemo, useState } from "react";
import { apiQuery } from "@/api/query";
import { type AnnotationDocument, EMPTY_DOCUMENT } from "@/model/document";
import { type LabelSchema, readSchema, type SchemaDefinition } from "@/model/schema";
import { FullScreen } from "@/pages/drawing/FullScreen";
import { ProjectStage } from "@/pages/drawing/ProjectStage";
import { Callout, Card, useI18n } from "@/panels/shared";
import { AnnotationStage, type StagePicture, useHasRoomBeside } from "@/panels/workspace";
import { isWhole, type SchemaDraft, toDefinition } from "./draft";
import { Beside } from "./Beside";
import { fitting } from "./fitting";

/** So long nothing is typed before the try follows the editor. */
const FOLLOWS_AFTER_MS = 500;

interface TryOutProps {
  draft: SchemaDraft;
  tried: Tried | null;
  onTried: OnTried;
  /** Where pictures of the project may be taken from; null before there are any. */
  datasetId: number | null;
}

/** A picture to try on, and what is drawn on it: both stay when the try is left. */
export interface Tried {
  readonly picture: StagePicture;
  readonly document: AnnotationDocument;
  /** The schema it was drawn by, as JSON. */
  readonly schema: string;
  /** Counts the pictures that were chosen: with each, also the same one again, it begins anew. */
  readonly turn: number;
  readonly isOpen: boolean;
}

type OnTried = Dispatch<SetStateAction<Tried | null>>;

/** The way into the real workspace with the schema as it stands here, on a picture of one's own. */
export function TryOut({ draft, datasetId, tried, onTried }: TryOutProps) {
  const { t } = useI18n();
  const [isRefused, setRefused] = useState(false);
  const firstItem = useFirstItem(datasetId);
  const open = async (found: Promise<StagePicture | null>) => {
    const picture = await found;
    setRefused(picture === null);
    if (picture === null) return;
    const anew = { picture, document: EMPTY_DOCUMENT, schema: wordsOf(draft), isOpen: true };
    onTried((before) => ({ ...anew, turn: (before?.turn ?? 0) + 1 }));
  };
  const isReady = isWhole(draft);
  return (
    <Card title={t("schema.tryOut")} note={t("schema.tryOutNote")}>
      {!isReady && <p>{t("schema.tryOutNotYet")}</p>}
      {isRefused && <Callout tone="caution">{t("schema.tryOutNoPicture")}</Callout>}
      <Group gap="xs">
        {tried !== null && !tried.isOpen && (
          <Button
            disabled={!isReady}
            leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden />}
            onClick={() => onTried({ ...fittedTo(wordsOf(draft), tried), isOpen: true })}
          >
            {t("schema.tryOutAgain", { name: tried.picture.alt })}
          </Button>
        )}
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
    </Card>
  );
}

/** What is tried; a picture of this device is let go with the page, or for another one. */
export function useTried() {
  const [tried, setTried] = useState<Tried | null>(null);
  const picture = tried?.picture ?? null;
  useEffect(() => {
    if (picture === null || !isOwn(picture)) return undefined;
    return () => URL.revokeObjectURL(picture.url);
  }, [picture]);
  return [tried, setTried] as const;
}

interface TrialProps {
  draft: SchemaDraft;
  projectId: number;
  tried: Tried;
  onTried: OnTried;
}

/** What lacked nothing when it was checked. */
type Found = Pick<Tried, "schema" | "document">;

/** The workspace itself: beside the editor where there is room for both, and it follows that. */
export function Trial({ draft, projectId, tried, onTried }: TrialProps) {
  const { t } = useI18n();
  const hasRoom = useHasRoomBeside();
  const [found, setFound] = useState<Found | null>(null);
  const isWholeStill = found?.schema === tried.schema && found.document === tried.document;
  const schema = useMemo(() => schemaOf(tried.schema), [tried.schema]);
  useFollowing(draft, tried.schema, onTried);
  const change = (part: Partial<Tried>) => onTried((now) => now && { ...now, ...part });
  const stage = {
    picture: tried.picture,
    schema,
    document: tried.document,
    submitWords: t("schema.tryOutCheck"),
    onChange: (document: AnnotationDocument) => change({ document }),
    onSubmit: (document: AnnotationDocument) => setFound({ schema: tried.schema, document }),
  };
  const key = `${tried.turn} ${tried.schema}`;
  const Frame = hasRoom ? Beside : FullScreen;
  return (
    <Frame
      title={t("schema.tryOut")}
      name={tried.picture.alt}
      onClose={() => change({ isOpen: false })}
      keepsNothing
      above={isWholeStill && <Callout>{t("schema.tryOutWhole")}</Callout>}
    >
      {isOwn(tried.picture) ? (
        <AnnotationStage key={key} {...stage} />
      ) : (
        <ProjectStage key={key} {...stage} projectId={projectId} />
      )}
    </Frame>
  );
}

/** Takes the schema over once it is whole and nothing was typed for a moment. */
function useFollowing(draft: SchemaDraft, shown: string, onTried: OnTried) {
  const words = useMemo(() => (isWhole(draft) ? wordsOf(draft) : null), [draft]);
  useEffect(() => {
    if (words === null || words === shown) return undefined;
    const wait = setTimeout(() => onTried((now) => now && fittedTo(words, now)), FOLLOWS_AFTER_MS);
    return () => clearTimeout(wait);
  }, [words, shown, onTried]);
}

function wordsOf(draft: SchemaDraft): string {
  return JSON.stringify(toDefinition(draft));
}

function schemaOf(words: string): LabelSchema {
  return readSchema(JSON.parse(words) as SchemaDefinition); // written here
}

function fittedTo(words: string, tried: Tried): Tried {
  const document = fitting(tried.document, schemaOf(tried.schema), schemaOf(words));
  return { ...tried, document, schema: words };
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
