import { Button, Group } from "@mantine/core";
import {
  createElement,
  useLayoutEffect,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from "react";
import { listenedBy } from "@/model/listening";
import { Callout } from "./Callout";
import { useI18n } from "./I18n";
import classes from "./late.module.css";

/** It did not come, not even when it was asked for again, or it came and ended with an error. */
type Failure = "lost" | "lostAgain" | "broken";
/** `undefined` while it is on its way. */
type Found<Props> = ComponentType<Props> | Failure | undefined;

/** How browsers (Chromium and Firefox, Safari) and the bundler say that a file did not come. */
const NOT_FETCHED = /dynamically imported module|importing a module script|unable to preload/i;

/**
 * The script of one part: asked for once, and again after it did not come. One that ended with an
 * error does so with every further import, until the page is loaded anew.
 */
class LateScript<Props> {
  found: Found<Props> = undefined;
  private isAsked = false;
  private readonly load: () => Promise<ComponentType<Props>>;
  private readonly listeners = new Set<() => void>();

  constructor(load: () => Promise<ComponentType<Props>>) {
    this.load = load;
  }

  subscribe(listener: () => void): () => void {
    return listenedBy(this.listeners, listener);
  }

  /** Nothing while it is on its way, or once it is there. */
  ask(): void {
    if (this.isAsked) return;
    const isAgain = this.found === "lost" || this.found === "lostAgain";
    if (isAgain) askAnewForStyles();
    this.isAsked = true;
    this.show(undefined);
    this.load().then(
      (part) => this.show(part),
      (error: unknown) => {
        if (!(error instanceof Error && NOT_FETCHED.test(error.message))) {
          reportError(error);
          return this.show("broken");
        }
        this.isAsked = false;
        this.show(isAgain ? "lostAgain" : "lost");
      },
    );
  }

  private show(found: Found<Props>): void {
    this.found = found;
    for (const listener of this.listeners) listener();
  }
}

/** A style sheet that did not come is not asked for again by the bundler's own import (Vite 8). */
function askAnewForStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (link.sheet === null) link.replaceWith(link.cloneNode());
}

/**
 * A part whose script is loaded when it is first shown, and which is drawn at once from then on.
 * Should it not come, the part says so in its place, and is asked for again by a press, when it is
 * shown anew and when the connection is back; the page around it goes on. Where that does not help,
 * the page can be loaded anew: after an update its old scripts may be gone. `Meanwhile` stands there
 * until then, and `WayOn` where it did not come; for null nothing is said of that.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
  WayOn?: ComponentType<Props> | null,
): ComponentType<Props> {
  const script = new LateScript(load);
  const subscribe = (listener: () => void) => script.subscribe(listener);
  return function Late(props: Props) {
    const found = useSyncExternalStore(subscribe, () => script.found);
    // Before the first frame, in which it is shown where its script is there already.
    useLayoutEffect(() => {
      const ask = () => script.ask();
      ask();
      window.addEventListener("online", ask);
      return () => window.removeEventListener("online", ask);
    }, []);
    if (found !== undefined && typeof found !== "string") return createElement(found, props);
    return (
      <>
        {Meanwhile !== undefined && <Meanwhile {...props} />}
        {found !== undefined && WayOn !== null && (
          <NotLoaded how={found} onRetry={() => script.ask()}>
            {WayOn !== undefined && <WayOn {...props} />}
          </NotLoaded>
        )}
      </>
    );
  };
}

const WORDS = {
  lost: "shared.notLoaded",
  lostAgain: "shared.notLoadedAgain",
  broken: "shared.notLoadedBroken",
} as const;

interface NotLoadedProps {
  how: Failure;
  onRetry: () => void;
  children: ReactNode;
}

function NotLoaded({ how, onRetry, children }: NotLoadedProps) {
  const { t } = useI18n();
  return (
    <div className={classes.failed} role="alert">
      <Callout tone="caution" title={t("shared.notLoadedTitle")}>
        <p className={classes.words}>{t(WORDS[how])}</p>
        <Group gap={8}>
          {how !== "broken" && (
            <Button size="xs" onClick={onRetry}>
              {t("shared.tryNow")}
            </Button>
          )}
          {how !== "lost" && (
            <Button size="xs" onClick={() => window.location.reload()}>
              {t("shared.loadAgain")}
            </Button>
          )}
          {children}
        </Group>
      </Callout>
    </div>
  );
}
