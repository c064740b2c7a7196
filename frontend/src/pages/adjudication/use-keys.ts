import type { KeyAction } from "@/tools/key-table";
import type { Actions } from "./use-actions";
import type { History } from "./use-verdict";

export type Opened = "drawing" | "sendBack" | "ask" | "cancel" | null;

/** Fields of the foot that have a key. */
export const REASON_FIELD = "why-people-differ";
export const NOTE_FIELD = "note-for-the-record";
const goTo = (field: string) => document.getElementById(field)?.focus();

interface KeyParts {
  actions: Actions;
  history: Pick<History, "undo" | "redo">;
  finish: () => void;
  open: (what: Opened) => void;
  /** Taps put marks on the picture, or do so no longer. */
  comment: () => void;
}

type Acts = Readonly<Partial<Record<KeyAction, () => void>>>;

/** What the keys of settling do; where nothing may be decided there are none. */
export function keyActs(parts: KeyParts | null): (action: KeyAction) => boolean {
  const acts = parts === null ? {} : actsOf(parts);
  return (action) => {
    acts[action]?.();
    return acts[action] !== undefined;
  };
}

function actsOf({ actions, history, finish, open, comment }: KeyParts): Acts {
  return {
    "review.accept": actions.accept,
    "review.take": () => actions.openMenu("take"),
    "review.merge": () => actions.openMenu("merge"),
    "review.edit": () => open("drawing"),
    "review.leave_out": actions.leaveOut,
    "review.next": () => actions.step(1),
    "review.previous": () => actions.step(-1),
    "review.reason": () => goTo(REASON_FIELD),
    "review.note": () => goTo(NOTE_FIELD),
    "review.mark": comment,
    "review.send_back": () => open("sendBack"),
    "review.ask_more": () => open("ask"),
    "review.cancel": () => open("cancel"),
    "task.submit": finish,
    "edit.undo": history.undo,
    "edit.redo": history.redo,
  };
}
