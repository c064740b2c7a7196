/** What a large picture shows first, loaded while the one before is being finished. */

import { answerOf, api } from "@/api/client";
import type { ImageSize } from "@/model/points";
import { lastLevel, levelFor, tilesIn } from "@/model/tiles";

/** More is a download of its own: the level above is shown meanwhile, as while one zooms. */
const MOST_TILES = 30;

/** Room for a picture, in pixels of the screen. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** The whole picture as it is fitted into the window, and the one tile that comes before that. */
export function tilesAhead(tilesUrl: string, image: ImageSize, room: Room): readonly string[] {
  const whole = { minX: 0, minY: 0, maxX: image.width_px, maxY: image.height_px };
  const scale = Math.min(room.width / image.width_px, room.height / image.height_px);
  const last = lastLevel(image);
  let level = levelFor(scale, image);
  while (level < last && tilesIn(whole, level, image).length > MOST_TILES) level += 1;
  const levels = level === last ? [last] : [last, level];
  return levels.flatMap((one) =>
    tilesIn(whole, one, image).map(({ name }) => `${tilesUrl}/${name}`),
  );
}

/** The window without the bars and panels beside the picture. */
export function roomOfWindow(): Room {
  const isWide = window.innerWidth > 760;
  const [beside, around] = isWide ? [48 + 344, 48 + 56] : [0, 52];
  const ratio = window.devicePixelRatio;
  return {
    width: Math.max(1, window.innerWidth - beside) * ratio,
    height: Math.max(1, window.innerHeight - around) * ratio,
  };
}

/** Null where the picture has no tiles, or none yet. */
export async function tilesUrlOf(assignmentId: number): Promise<string | null> {
  const aids = await answerOf(
    api.GET("/api/v1/assignments/{assignment_id}/aids", {
      params: { path: { assignment_id: assignmentId } },
    }),
  );
  return aids.tiles_url;
}
