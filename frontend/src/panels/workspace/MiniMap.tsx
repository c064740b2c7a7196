import { useEffect, useRef, type CSSProperties, type RefObject } from "react";
import { imagePoint, type Bounds, type ImageSize, type Viewport } from "@/model/points";
import { cssOfTurn, toPlane, turnedViewport, type Turn } from "@/model/turn";
import { isAllSeen, visibleBounds } from "@/model/view-transform";
import type { BenchState } from "@/tools/bench-state";
import { useBench, useEngine } from "./engine/context";
import classes from "./MiniMap.module.css";

/** The map fits into this, in CSS pixels. */
const MOST: Viewport = { width: 148, height: 108 };

/** The whole picture in small with the part that is shown, while it does not fit the stage. */
export function MiniMap() {
  const engine = useEngine();
  const isWanted = useBench((state) => state.look.hasMap);
  const image = useBench((state) => state.image);
  const turn = useBench((state) => state.turn);
  const isInTheWay = useBench(isUnderFinger);
  const isAll = useBench((state) => isAllSeen(visibleBounds(state.view, state.viewport), image));
  const { pictureUrl } = engine;
  if (!isWanted || isInTheWay || pictureUrl === null || isAll) return null;
  const scale = scaleFor(image, turn);
  const plane = { width: image.width_px * scale, height: image.height_px * scale };
  return (
    <Frame plane={plane} turn={turn} scale={scale}>
      <img className={classes.picture} src={pictureUrl} alt="" draggable={false} />
      <Part plane={plane} scale={scale} />
    </Frame>
  );
}

/** What is shown of the picture: this alone changes with every frame that moves it. */
function Part({ plane, scale }: { plane: Viewport; scale: number }) {
  const view = useBench((state) => state.view);
  const viewport = useBench((state) => state.viewport);
  const style = partStyle(visibleBounds(view, viewport), plane, scale);
  return <span className={classes.part} style={style} />;
}

/** On a small screen a shape under way, and the loupe over it, go before the map. */
function isUnderFinger({ device, isGesture, tool }: BenchState): boolean {
  return device === "touch" && isGesture && tool !== "pan";
}

interface FrameProps {
  /** Of the map before it is turned. */
  plane: Viewport;
  turn: Turn;
  /** CSS pixels of the map for a pixel of the picture. */
  scale: number;
  children: React.ReactNode;
}

/** By keys the picture is moved with what they choose: the map is the pointer's alone. */
function Frame({ plane, turn, scale, children }: FrameProps) {
  const map = useRef<HTMLDivElement>(null);
  useMoves(map, plane, turn, scale);
  const { width, height } = turnedViewport(plane, turn);
  return (
    <div ref={map} className={classes.map} style={{ width, height }} aria-hidden>
      <div className={classes.plane} style={{ ...plane, transform: cssOfTurn(plane, turn) }}>
        {children}
      </div>
    </div>
  );
}

/** A press on the map brings that place to the middle, and a drag goes on so. */
function useMoves(
  map: RefObject<HTMLDivElement | null>,
  plane: Viewport,
  turn: Turn,
  scale: number,
): void {
  const { bench } = useEngine();
  useEffect(() => {
    const element = map.current;
    if (element === null) return undefined;
    const stop = new AbortController();
    const look = (event: PointerEvent) => {
      if (event.buttons === 0) return;
      const box = element.getBoundingClientRect();
      const place = { x: event.clientX - box.left, y: event.clientY - box.top };
      const at = toPlane(place, turnedViewport(plane, turn), turn);
      bench.run({ type: "look_at", at: imagePoint(at.x / scale, at.y / scale) });
    };
    const press = (event: PointerEvent) => {
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      look(event);
    };
    element.addEventListener("pointerdown", press, { signal: stop.signal });
    element.addEventListener("pointermove", look, { signal: stop.signal });
    return () => stop.abort();
  });
}

function scaleFor({ width_px: width, height_px: height }: ImageSize, turn: Turn): number {
  const room = turnedViewport(MOST, turn);
  return Math.min(room.width / width, room.height / height);
}

function partStyle(seen: Bounds, plane: Viewport, scale: number): CSSProperties {
  const left = Math.max(seen.minX * scale, 0);
  const top = Math.max(seen.minY * scale, 0);
  return {
    left,
    top,
    width: Math.max(Math.min(seen.maxX * scale, plane.width) - left, 2),
    height: Math.max(Math.min(seen.maxY * scale, plane.height) - top, 2),
  };
}
