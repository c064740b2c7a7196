import { useCallback, useEffect, useRef, useState } from "react";

const CHANNEL = "guildmark-work";

interface Message {
  readonly type: "opened" | "held" | "taken";
  readonly assignmentId: number;
  readonly tab: string;
}

interface Options {
  /** Other things that are open once, such as a quiz, have a channel of their own. */
  readonly channel?: string;
  /** Told before anything else happens when this tab begins to rest: it writes nothing from then. */
  readonly onRest?: () => void;
}

interface OnlyTab {
  /** Another tab of this browser has the task open, and was there first or took it over. */
  readonly isElsewhere: boolean;
  readonly takeOver: () => void;
}

/** Two tabs with one task would overwrite each other's drafts: one of them rests. */
export function useOnlyTab(
  assignmentId: number,
  { channel: name = CHANNEL, onRest }: Options = {},
): OnlyTab {
  const [isElsewhere, setElsewhere] = useState(false);
  const channel = useRef<{ post: (type: Message["type"]) => void } | null>(null);
  const holds = useRef(true);
  const rest = useRef(onRest);
  useEffect(() => {
    rest.current = onRest;
  }, [onRest]);
  useEffect(() => {
    if (!("BroadcastChannel" in globalThis)) return undefined;
    const tab = String(Math.random());
    const opened = new BroadcastChannel(name);
    const post = (type: Message["type"]) => opened.postMessage({ type, assignmentId, tab });
    opened.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.assignmentId !== assignmentId || data.tab === tab) return;
      if (data.type === "opened" && holds.current) post("held");
      if (data.type === "held" || data.type === "taken") {
        holds.current = false;
        rest.current?.();
        setElsewhere(true);
      }
    };
    channel.current = { post };
    post("opened");
    return () => {
      opened.close();
      channel.current = null;
    };
  }, [assignmentId, name]);
  const takeOver = useCallback(() => {
    holds.current = true;
    setElsewhere(false);
    channel.current?.post("taken");
  }, []);
  return { isElsewhere, takeOver };
}
