/** What every engine of the bench can do, so that all are asked for the same picture movements. */

export interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Where its tiles are, which only our engine uses. */
  readonly tiles: string | null;
}

export type Position = readonly [x: number, y: number];
export type Polygon = readonly Position[];

export interface Scene {
  readonly host: HTMLElement;
  readonly picture: Picture;
  readonly image: HTMLImageElement;
  readonly polygons: readonly Polygon[];
  /** The view in which the whole picture is seen. */
  readonly fit: View;
}

/** `screen = image * scale + offset`. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Engine {
  /** The picture moved by so many CSS pixels since the phase began. */
  panTo(dx: number, dy: number): void;
  /** Zoomed by this factor about the place on the screen. */
  zoomBy(factor: number, x: number, y: number): void;
  /** The first vertex of a polygon is taken up, moved to a place of the picture, let go. */
  takeVertex(polygon: number): void;
  vertexTo(x: number, y: number): void;
  letGo(): void;
  /** Where shapes are only sketched at first: until they are drawn as they are to be. */
  drawnInFull?(): Promise<void>;
  /** Measures that only our own engine has. */
  readonly own?: Readonly<Record<string, () => Promise<Record<string, number>>>>;
}

export type MakeEngine = (scene: Scene) => Engine;

export const LABEL_COLOUR = "#30C7D2";
export const HALO = "#0B1110";

export function zoomed(view: View, factor: number, x: number, y: number): View {
  return {
    scale: view.scale * factor,
    x: x - (x - view.x) * factor,
    y: y - (y - view.y) * factor,
  };
}
