import { Button } from "@mantine/core";
import { createElement, useLayoutEffect, useSyncExternalStore, type ComponentType } from "react";
import { Callout } from "./Callout";
import { useI18n } from "./I18n";
import classes from "./late.module.css";

/** `undefined` while it is on its way. */
type Found<Props> = ComponentType<Props> | "failed" | undefined;

/** The script of one part: asked for once, and again after it did not come. */
class LateScript<Props> {
  found: Found<Props> = undefined;
  private isAsked = false;
  private readonly load: () => Promise<ComponentType<Props>>;
  private readonly listeners = new Set<() => void>();

  constructor(load: () => Promise<ComponentType<Props>>) {
    this.load = load;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Nothing while it is on its way, or once it is there. */
  ask(): void {
    if (this.isAsked) return;
    if (this.found === "failed") askAnewForStyles();
    this.isAsked = true;
    this.show(undefined);
    this.load().then(
      (part) => this.show(part),
      () => {
        this.isAsked = false;
        this.show("failed");
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
 * shown anew and when the connection is back; the page around it goes on. `Meanwhile` stands there
 * until then.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
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
    if (found !== undefined && found !== "failed") return createElement(found, props);
    return (
      <>
        {Meanwhile !== undefined && <Meanwhile {...props} />}
        {found === "failed" && <NotLoaded onRetry={() => script.ask()} />}
      </>
    );
  };
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <div className={classes.failed} role="alert">
      <Callout tone="caution" title={t("shared.notLoadedTitle")}>
        <p className={classes.words}>{t("shared.notLoaded")}</p>
        <Button size="xs" onClick={onRetry}>
          {t("shared.tryNow")}
        </Button>
      </Callout>
    </div>
  );
}
