/**
 * The engine as a page uses it: a workbench, a stage to draw on, and the browser's events between
 * them. Knows no framework; `mount` gives it an element and returns the way to take it away.
 */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { LevelWindow } from "@/model/levels/window";
import { listenedBy } from "@/model/listening";
import type { PixelSource } from "@/model/masks/pixels";
import type { ImageSize } from "@/model/points";
import type { LabelSchema } from "@/model/schema";
import { isLarge } from "@/model/tiles";
import { turnedViewport } from "@/model/turn";
import type { Insets } from "@/model/view-transform";
import { StageView } from "@/render/stage-view";
import type { ToolName } from "@/tools/commands";
import type { KeysFor } from "@/tools/key-places";
import type { KeyAction, KeyBinding } from "@/tools/key-table";
import { Workbench } from "@/tools/workbench";
import { isForWorkspace, keyInput, placeOf, pointerInput, wheelInput } from "./dom-input";
import { ALONE, SceneMaker, type Surroundings } from "./scene-of";
import { PictureLooks } from "./picture-looks";
import { PixelReader } from "./pixel-reader";
import { CellLoader } from "./cell-loader";
import { exposeHooks } from "./test-hooks";
import { grabCutWorker, PLUGIN_WITHIN_MS, pluginWorker, WorkerCutter } from "./worker-cutter";
import { WorkerFinder } from "./worker-finder";

export interface StagePicture extends ImageSize {
  readonly url: string;
  /** Read out in place of the picture. */
  readonly alt: string;
  /** Of a grey picture of more than 8 bits: where all levels are, and which of them `url` shows. */
  readonly levels?: (LevelWindow & { readonly url: string }) | null;
}

export interface StageEngineOptions {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly picture: StagePicture;
  readonly tool: ToolName;
  readonly canEdit: boolean;
  readonly keys?: readonly KeyBinding[];
  readonly keysFor?: KeysFor;
  readonly clipboard?: readonly Shape[];
  /** `useAids` will be called; a large picture waits for it. */
  readonly awaitsAids?: boolean;
}

/** What a work has beside the picture. */
export interface StageAids {
  /** Where the cells of the picture are; null without any. */
  readonly superpixelsUrl: string | null;
  /** Where the tiles of a large picture are; null where it is shown whole. */
  readonly tilesUrl: string | null;
  /** Where the project's plug-in begins; null without one. */
  readonly pluginUrl: string | null;
}

export type PictureState = "loading" | "shown" | "failed";

/** Tools that look at colours: the picture is made ready when one is taken up. */
const READS_PICTURE: ReadonlySet<ToolName> = new Set([
  "wand",
  "scissors",
  "cutout",
  "plugin",
  "cutout_polygon",
]);

export class StageEngine {
  readonly bench: Workbench;
  private readonly picture: StagePicture;
  private readonly scenes = new SceneMaker();
  private readonly pictureListeners = new Set<() => void>();
  private readonly keyListeners = new Set<(action: KeyAction) => boolean>();
  private readonly reader: PixelReader;
  private readonly pixels: PixelSource = (wanted, most) => this.reader.read(wanted, most);
  private readonly finder: WorkerFinder;
  private readonly cutter: WorkerCutter;
  private plugin: WorkerCutter | null = null;
  private readonly cells = new CellLoader();
  private readonly looks: PictureLooks;
  private view: StageView | null = null;
  private insets: Insets | undefined;
  /** Undefined until it is known whether there are tiles. */
  private tilesUrl: string | null | undefined;
  private pictureNow: PictureState = "loading";
  private areKeysOn = true;

  constructor(options: StageEngineOptions) {
    const { picture, awaitsAids = false, ...work } = options;
    this.tilesUrl = awaitsAids && isLarge(picture) ? undefined : null;
    this.picture = picture;
    this.bench = new Workbench({ ...work, image: picture, window: picture.levels ?? null });
    const pictureUrl = () => this.pictureUrl;
    this.looks = new PictureLooks(this.bench, picture.levels?.url ?? null, { pictureUrl });
    this.reader = new PixelReader(picture.url, picture);
    const { pixels } = this;
    this.finder = new WorkerFinder(
      pixels,
      () => this.bench.lookAgain(),
      () => this.bench.run({ type: "notify", notice: { type: "ways_failed" } }),
    );
    this.cutter = new WorkerCutter(pixels, picture, () => this.bench.lookAgain(), grabCutWorker);
    const { finder: ways, cutter } = this;
    this.bench.see({ pixels, ways, cutter, cells: () => this.cells.get() });
    this.bench.subscribe(() => this.changed());
  }

  /** Of the picture as it is loaded: of one that comes in tiles, the smallest. */
  get pictureUrl(): string | null {
    return this.view?.picture.element.getAttribute("src") ?? null;
  }

  get pictureState(): PictureState {
    return this.pictureNow;
  }

  onPictureState(listener: () => void): () => void {
    return listenedBy(this.pictureListeners, listener);
  }

  /** Keys the engine has no use for: submit, panels. The listener says whether it used one. */
  onKey(listener: (action: KeyAction) => boolean): () => void {
    return listenedBy(this.keyListeners, listener);
  }

  /** Turns single keys off for people whose speech or switches press them by accident. */
  useSingleKeys(areOn: boolean): void {
    this.areKeysOn = areOn;
  }

  /** Layers of other people, of a known answer; the document's own stroke. */
  surround(around: Surroundings = ALONE): void {
    this.scenes.surround(around);
    this.view?.invalidate();
  }

  /** What floats over the edges of the stage, so that a fitted picture does not lie under it. */
  setInsets(insets: Insets): void {
    this.insets = insets;
    const { viewport, turn } = this.bench.state;
    this.bench.setViewport(turnedViewport(viewport, turn), insets);
  }

  /** Tools that need them are offered from now on. */
  useAids({ superpixelsUrl, tilesUrl, pluginUrl }: StageAids): void {
    if (this.tilesUrl === undefined) {
      this.tilesUrl = tilesUrl;
      this.loadPicture();
    }
    this.cells.use(superpixelsUrl);
    this.plugIn(pluginUrl);
    const tools: ToolName[] = [];
    if (superpixelsUrl !== null) tools.push("superpixels");
    if (pluginUrl !== null) tools.push("plugin");
    this.bench.run({ type: "offer_tools", tools });
  }

  /** All levels of a picture, before a window is chosen. */
  prepareLevels(): void {
    this.looks.prepare();
  }

  loadPictureAgain(): void {
    this.setPictureState("loading");
    this.view?.picture.element.removeAttribute("src");
    this.loadPicture();
  }

  mount(element: HTMLElement): () => void {
    const view = new StageView(element, this.picture, () => this.scenes.sceneOf(this.bench.state));
    this.view = view;
    this.looks.show(view);
    const stop = new AbortController();
    this.watchPicture(view.picture.element, stop.signal);
    this.loadPicture();
    this.listen(element, stop.signal);
    const unexpose = exposeHooks(this.bench, element, {
      redraws: () => view.redraws,
      isReadable: () => this.reader.isReady,
    });
    const resized = new ResizeObserver(() => this.measure(element));
    resized.observe(element);
    this.measure(element);
    view.showPicture();
    return () => {
      stop.abort();
      this.bench.pointersGone();
      resized.disconnect();
      unexpose();
      this.finder.stop();
      this.cutter.stop();
      this.plugin?.stop();
      this.looks.stop();
      view.destroy();
      this.view = null;
    };
  }

  private plugIn(url: string | null): void {
    if (url === null || this.plugin !== null) return;
    const plugin = new WorkerCutter(
      this.pixels,
      this.picture,
      () => this.bench.lookAgain(),
      () => pluginWorker(url),
      PLUGIN_WITHIN_MS,
    );
    this.plugin = plugin;
    this.bench.see({ plugin });
  }

  private loadPicture(): void {
    const { url, alt } = this.picture;
    if (this.tilesUrl === null) this.view?.picture.load(url, alt);
    else if (this.tilesUrl !== undefined) this.view?.picture.loadTiles(this.tilesUrl, alt);
    this.view?.invalidate();
  }

  private changed(): void {
    const { tool } = this.bench.state;
    if (READS_PICTURE.has(tool)) this.reader.prepare();
    if (tool === "scissors") this.finder.prepare();
    if (tool === "cutout" || tool === "cutout_polygon") this.cutter.prepare();
    if (tool === "plugin") this.plugin?.prepare();
    if (tool === "superpixels") this.cells.prepare();
    if (this.view !== null) this.looks.follow(this.view);
    this.view?.invalidate();
  }

  private measure(element: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = element;
    if (width > 0 && height > 0) this.bench.setViewport({ width, height }, this.insets);
  }

  private listen(element: HTMLElement, signal: AbortSignal): void {
    const options = { signal };
    element.addEventListener("pointerdown", (event) => this.pressed(event, element), options);
    element.addEventListener("pointermove", (event) => this.moved(event, element), options);
    element.addEventListener("pointerup", (event) => this.moved(event, element, "up"), options);
    element.addEventListener("pointercancel", (event) => this.interrupted(event, element), options);
    element.addEventListener("pointerleave", () => this.bench.pointerLeft(), options);
    element.addEventListener("contextmenu", (event) => event.preventDefault(), options);
    // A quick stroke is a fling to the browser, which then swallows the tap on a button after it.
    element.addEventListener("touchstart", (event) => event.preventDefault(), {
      signal,
      passive: false,
    });
    element.addEventListener("wheel", (event) => this.wheeled(event, element), {
      signal,
      passive: false,
    });
    // A dialog that holds the stage takes every Tab that comes up to it: the shapes come first.
    const tabbed = (event: KeyboardEvent) => event.key === "Tab" && this.keyed(event, element);
    element.addEventListener("keydown", tabbed, options);
    window.addEventListener("keydown", (event) => this.keyed(event, element), options);
    window.addEventListener("keyup", (event) => this.bench.keyUp(keyInput(event)), options);
    window.addEventListener("blur", () => this.bench.giveBack(), options);
  }

  private pressed(event: PointerEvent, element: HTMLElement): void {
    // The browser would scroll on a middle press and take the focus to the page on others.
    event.preventDefault();
    element.dataset.pointer = "";
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    this.bench.pointer(pointerInput(event, element, "down"));
  }

  private moved(event: PointerEvent, element: HTMLElement, phase: "move" | "up" = "move"): void {
    this.bench.pointer(pointerInput(event, element, phase));
  }

  private interrupted(event: PointerEvent, element: HTMLElement): void {
    this.bench.interrupted(pointerInput(event, element, "up"));
  }

  private wheeled(event: WheelEvent, element: HTMLElement): void {
    event.preventDefault();
    this.bench.wheel(wheelInput(event, element));
  }

  private keyed(event: KeyboardEvent, element: HTMLElement): void {
    // Whoever draws by pointer and picks tools by keys looks at the picture, not for the focus.
    if (event.key === "Tab") delete element.dataset.pointer;
    const input = keyInput(event);
    const isSingle = !input.ctrl && input.key.length === 1 && input.key !== " ";
    if (event.defaultPrevented || event.isComposing || (isSingle && !this.areKeysOn)) return;
    if (!isForWorkspace(input, placeOf(event.target, element))) return;
    const { action, isDone } = this.bench.key(input);
    if (isDone || (action !== null && this.offer(action))) event.preventDefault();
  }

  private offer(action: KeyAction): boolean {
    return [...this.keyListeners].some((listener) => listener(action));
  }

  private watchPicture(element: HTMLImageElement, signal: AbortSignal): void {
    element.addEventListener(
      "load",
      () => {
        this.setPictureState("shown");
        if (this.view !== null) this.looks.follow(this.view);
      },
      { signal },
    );
    element.addEventListener("error", () => this.setPictureState("failed"), { signal });
  }

  private setPictureState(state: PictureState): void {
    this.pictureNow = state;
    this.view?.invalidate();
    for (const listener of this.pictureListeners) listener();
  }
}
