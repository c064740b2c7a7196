import { act, fireEvent, screen } from "@testing-library/react";
import { useState, type ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { renderPart } from "@/testing/renderPage";
import { late } from "./late";

const Words = ({ words }: { words: string }) => <p>{words}</p>;
const lost = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

/** A page with work in it, and a part that comes late, shown or not. */
function Page({ part }: { part: ReactNode }) {
  const [isShown, setShown] = useState(true);
  const [drawn, draw] = useState(0);
  return (
    <>
      <button onClick={() => draw(drawn + 1)}>drawn {drawn}</button>
      <button onClick={() => setShown(!isShown)}>turn</button>
      {isShown && part}
    </>
  );
}

const press = (name: string) => act(async () => fireEvent.click(screen.getByText(name)));

it("is asked for when it is shown first, and is there at once from then on", async () => {
  const load = vi.fn(() => Promise.resolve(Words));
  const Part = late(load);
  expect(load).not.toHaveBeenCalled();

  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByText("here");
  await press("turn");
  const wasAway = screen.queryByText("here") === null;
  fireEvent.click(screen.getByText("turn"));

  expect([wasAway, screen.queryByText("here") !== null]).toEqual([true, true]);
  expect(load).toHaveBeenCalledTimes(1);
});

it("says that it did not come, keeps the page, and comes when it is tried again", async () => {
  const load = vi.fn(() => Promise.resolve(Words)).mockImplementationOnce(lost);
  const Part = late(load);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByRole("alert");
  await press("drawn 0");

  await press("Try now");

  expect(await screen.findByText("here")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByText("drawn 1")).toBeTruthy();
});

it("is tried again when it is shown anew, and when the connection is back", async () => {
  const load = vi.fn(lost);
  const Part = late<{ words: string }>(load);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByRole("alert");

  await press("turn");
  await press("turn");
  await screen.findByRole("alert");
  const tries = load.mock.calls.length;
  load.mockImplementationOnce(() => Promise.resolve(Words) as never);
  await act(async () => window.dispatchEvent(new Event("online")));

  expect(tries).toBe(2);
  expect(await screen.findByText("here")).toBeTruthy();
});

it("asks once, however many of it are shown", async () => {
  const load = vi.fn(() => Promise.resolve(Words));
  const Part = late(load);

  renderPart(
    <>
      <Part words="one" />
      <Part words="two" />
    </>,
  );

  expect([await screen.findByText("one"), await screen.findByText("two")]).toHaveLength(2);
  expect(load).toHaveBeenCalledTimes(1);
});

it("leaves in its place what can be read without it, also when it does not come", async () => {
  const Part = late<{ words: string }>(vi.fn(lost), ({ words }) => <i>{words}</i>);

  renderPart(<Part words="the guideline" />);
  await screen.findByRole("alert");

  expect(screen.getByText("the guideline").tagName).toBe("I");
});

it("says nothing where it did not come if nothing is to be said there", async () => {
  const load = vi.fn(() => Promise.resolve(Words)).mockImplementationOnce(lost);
  const Part = late(load, undefined, null);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByText("drawn 0");
  await press("drawn 0");
  const isSaid = screen.queryByRole("alert") !== null;

  await act(async () => window.dispatchEvent(new Event("online")));

  expect([isSaid, load.mock.calls.length]).toEqual([false, 2]);
  expect(await screen.findByText("here")).toBeTruthy();
});

it("asks anew for a style sheet that did not come", async () => {
  const load = vi.fn(() => Promise.resolve(Words)).mockImplementationOnce(lost);
  const Part = late(load);
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: "/gone.css" });
  Object.defineProperty(link, "sheet", { value: null });
  document.head.append(link);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByRole("alert");

  await press("Try now");
  await screen.findByText("here");
  const again = document.head.querySelector('link[href="/gone.css"]');

  expect([again !== null, again === link]).toEqual([true, false]);
  again?.remove();
});

it("offers to load the page again where trying again did not help, and still a further try", async () => {
  const load = vi.fn(() => Promise.resolve(Words)).mockImplementationOnce(lost);
  load.mockImplementationOnce(lost);
  const reload = vi.spyOn(window.location, "reload").mockImplementation(() => undefined);
  const Part = late(load);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByText(/connection may be broken/);
  const atFirst = screen.queryByText("Load the page again");

  await press("Try now");
  await screen.findByText(/Guildmark was updated meanwhile/);
  await press("Load the page again");
  await press("Try now");

  expect([atFirst, reload.mock.calls.length]).toEqual([null, 1]);
  expect(await screen.findByText("here")).toBeTruthy();
});

it("calls an error of the script what it is, reports it, and asks for it no more", async () => {
  const error = new TypeError("x is not a function");
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const load = vi.fn(() => Promise.reject(error));
  const Part = late<{ words: string }>(load, undefined, ({ words }) => <a href="/">on: {words}</a>);
  renderPart(<Page part={<Part words="here" />} />);
  await screen.findByText(/not the connection/);

  await press("turn");
  await press("turn");
  await act(async () => window.dispatchEvent(new Event("online")));

  expect([load.mock.calls.length, reported.mock.calls]).toEqual([1, [[error]]]);
  expect(screen.queryByText("Try now")).toBeNull();
  screen.getByText("Load the page again");
  screen.getByText("on: here");
  vi.unstubAllGlobals();
});
