import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { detail } from "@/testing/dispute";
import { useActions } from "./use-actions";
import { useVerdict } from "./use-verdict";
import { clusterOf } from "./verdict";

const DETAIL = detail();

function useDeciding() {
  const { verdict, setVerdict, undo, redo } = useVerdict(DETAIL, 1);
  const cluster = clusterOf(verdict, "k");
  const parts = { detail: DETAIL, verdict, cluster, setVerdict, choose: () => undefined, left: [] };
  return { actions: useActions(parts), undo, redo };
}

beforeEach(() => sessionStorage.clear());

it("says what a merge made of two, until it is taken back or something else is decided", () => {
  const { result } = renderHook(useDeciding);
  const said = () => {
    const { merged } = result.current.actions;
    return merged === null ? null : [merged.kind, merged.n, merged.other];
  };

  const before = said();
  act(() => result.current.actions.merge("l"));
  const after = said();
  act(() => result.current.undo());
  const undone = said();
  act(() => result.current.redo());
  const again = said();
  act(() => result.current.actions.leaveOut());

  expect([before, after, undone, again, said()]).toEqual([null, ["box", 1, 2], null, ["box", 1, 2], null]); // prettier-ignore
});
