import { afterEach, describe, expect, it, vi } from "vitest";
import { keep, onKept, readKept, sentKept, takeKept, unsentKept } from "./kept";

afterEach(() => localStorage.clear());

describe("what is kept of the workspace", () => {
  it("is told at once, and is to be sent until it was", () => {
    const heard = vi.fn();
    const stop = onKept(heard);

    keep("gm-look", { look: { gamma: 1.2 } });
    stop();
    keep("gm-keys", {});

    expect(heard).toHaveBeenCalledTimes(1);
    const sent = unsentKept();
    expect(sent).toEqual({ "gm-look": { look: { gamma: 1.2 } }, "gm-keys": {}, "gm-layout": {} });
    sentKept(sent ?? {});
    expect(unsentKept()).toBeNull();
  });

  it("stays to be sent when it changed while it was on its way", () => {
    keep("gm-look", { look: { gamma: 1.2 } });
    const sent = unsentKept();
    keep("gm-look", { look: { gamma: 1.4 } });

    sentKept(sent ?? {});

    expect(unsentKept()).toEqual({
      "gm-look": { look: { gamma: 1.4 } },
      "gm-keys": {},
      "gm-layout": {},
    });
  });

  it("comes from elsewhere, but not over what was set here meanwhile", () => {
    takeKept({ "gm-look": { look: { gamma: 2 } }, other: 1 });
    expect(readKept("gm-look")).toEqual({ look: { gamma: 2 } });
    expect(localStorage.getItem("other")).toBeNull();

    keep("gm-look", { look: { gamma: 1 } });
    takeKept({ "gm-look": { look: { gamma: 2 } } });
    expect(readKept("gm-look")).toEqual({ look: { gamma: 1 } });
  });
});
