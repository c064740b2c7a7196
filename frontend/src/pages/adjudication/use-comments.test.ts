import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { tabKey } from "@/pages/shell/kept-in-tab";
import { useComments } from "./use-comments";

const mark = (text: string) => ({ x: 3, y: 4, text });
const commenting = (person = 1, ground = "first") =>
  renderHook(() => useComments(tabKey(person, "marks-7"), ground)).result;

beforeEach(() => sessionStorage.clear());

it("asks for the text of the mark that has none, and sends texts without blanks around", () => {
  const comments = commenting();
  act(() => comments.current.setMarks([mark(" Too wide "), mark("  ")]));

  let areTold = true;
  act(() => void (areTold = comments.current.areTold()));
  expect([areTold, comments.current.wanted?.index]).toEqual([false, 1]);
  act(() => comments.current.setMarks([mark(" Too wide ")]));
  act(() => void (areTold = comments.current.areTold()));

  expect(areTold).toBe(true);
  expect(comments.current.said).toEqual([mark("Too wide")]);
});

it("is there again after a reload, for who wrote it, until the task is settled", () => {
  const first = commenting();
  act(() => first.current.setMarks([mark("Too wide")]));

  expect(commenting().current.marks).toEqual([mark("Too wide")]);
  expect(commenting(2).current.marks).toEqual([]);
  expect(commenting(1, "answered again").current.marks).toEqual([]);
  act(() => first.current.forget());

  expect(commenting().current.marks).toEqual([]);
});
