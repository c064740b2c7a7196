import { renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetTab, tabKey } from "./kept-in-tab";
import { forgetOnDevice, keepOnDevice, readOnDevice } from "./kept-on-device";
import { useKept } from "./use-kept";

const KEY = tabKey(3, "practised-1");
beforeEach(async () => {
  sessionStorage.clear();
  await forgetOnDevice(3);
});
afterEach(() => void vi.useRealTimers());

/** A page that has this in hand. */
const page = (value: string | null) => {
  const held = { value };
  return { held, ...renderHook(() => useKept<string>(KEY, () => held.value)) };
};
const closeTab = () => sessionStorage.clear();

it("finds in another tab what was kept in one that was closed", async () => {
  const first = page("drawn");
  await waitFor(() => expect(first.result.current.found).toBeNull());
  first.result.current.changed();
  first.unmount();
  closeTab();

  const second = page(null);

  await waitFor(() => expect(second.result.current.found).toBe("drawn"));
});

it("gives what this tab kept before what another one did", async () => {
  const first = page("of this tab");
  first.unmount();
  await keepOnDevice(KEY, "of another");

  expect(page(null).result.current.found).toBe("of this tab");
});

it("is gone once it was taken, but not what a later page has kept", async () => {
  const first = page("drawn");
  first.result.current.changed();
  first.unmount();
  closeTab();
  await keepOnDevice(KEY, "drawn later");
  first.held.value = null;
  first.result.current.renew();
  await vi.waitFor(async () => expect(await readOnDevice(KEY)).toBe("drawn later"));

  const second = page(null);
  await waitFor(() => expect(second.result.current.found).toBe("drawn later"));
  second.result.current.renew();

  await vi.waitFor(async () => expect(await readOnDevice(KEY)).toBeNull());
});

it("writes nothing more once the person has left, and keeps what there was for them", async () => {
  const first = page("drawn");
  first.result.current.changed();
  await keepOnDevice(KEY, "kept before");
  forgetTab();
  first.unmount();

  expect(await readOnDevice(KEY)).toBe("kept before");
});
