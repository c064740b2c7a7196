import { describe, expect, it } from "vitest";
import { EMPTY_FIELD, emptyLabel, fromDefinition, type SchemaDraft, toDefinition } from "./draft";
import { nameChanges, namesEver, namesIn } from "./names";
import { named, type NameRow, rowAt, rowMoved, type Rows, withoutRow } from "./rows";
import { withPoints } from "./skeleton";

const rowsOf = (...names: string[]): NameRow[] => names.map((name) => ({ key: null, name }));

/** A question with options, and a label of keypoints with two lines. */
const SAVED = toDefinition({
  labels: [
    {
      ...emptyLabel(0),
      name: "Hand",
      kind: "keypoints",
      skeleton: {
        points: rowsOf("Palm", "Thumb", "Little"),
        edges: [
          [0, 1],
          [0, 2],
        ],
      },
    },
  ],
  questions: [{ ...EMPTY_FIELD, name: "Wet?", options: rowsOf("No", "Rather", "In part") }],
});
const EVER = namesEver([SAVED]);

/** The saved schema as the editor has it, with other options. */
function edited(change: (rows: readonly NameRow[]) => Rows): SchemaDraft {
  const draft = fromDefinition(SAVED, EVER);
  const questions = draft.questions.map((one) => ({ ...one, options: change(one.options).rows }));
  return { ...draft, questions };
}

const optionsOf = (draft: SchemaDraft) =>
  toDefinition(draft).questions[0]?.options?.map(({ key, name }) => [key, name]);
const changesOf = (draft: SchemaDraft) =>
  nameChanges({ ever: EVER, inForce: namesIn(SAVED) }, toDefinition(draft));

describe("the options of a saved schema", () => {
  it("keep their keys when one is put in above them", () => {
    const draft = edited((rows) => named(rowAt(rows, 0).rows, 0, "Mostly"));

    expect(optionsOf(draft)).toEqual([
      ["mostly", "Mostly"],
      ["no", "No"],
      ["rather", "Rather"],
      ["in_part", "In part"],
    ]);
    expect(changesOf(draft)).toEqual([]);
  });

  it("keep their keys when one in the middle goes, whose key nothing else is given", () => {
    const draft = edited((rows) => named(rowAt(withoutRow(rows, 1).rows, 2).rows, 2, "Rather!"));

    expect(optionsOf(draft)).toEqual([
      ["no", "No"],
      ["in_part", "In part"],
      ["rather_2", "Rather!"],
    ]);
    expect(changesOf(draft)).toEqual([
      { where: ["Wet?"], was: "Rather", name: null, isMoved: false },
    ]);
  });

  it("take their keys along to another place", () => {
    const draft = edited((rows) => rowMoved(rowMoved(rows, 2, -1).rows, 1, -1));

    expect(optionsOf(draft)).toEqual([
      ["in_part", "In part"],
      ["no", "No"],
      ["rather", "Rather"],
    ]);
    expect(changesOf(draft)).toEqual([]);
  });

  it("keep their keys under another name, which is said", () => {
    const draft = edited((rows) => named(rows, 2, "Partly"));

    expect(optionsOf(draft)?.at(-1)).toEqual(["in_part", "Partly"]);
    expect(changesOf(draft)).toEqual([
      { where: ["Wet?"], was: "In part", name: "Partly", isMoved: false },
    ]);
  });

  it("are not written over: a name of another one is no mere new name", () => {
    const swapped = edited((rows) => named(named(rows, 0, "In part").rows, 2, "No"));
    const taken = edited((rows) => named(withoutRow(rows, 2).rows, 0, "In part"));

    expect(changesOf(swapped).map(({ was, name, isMoved }) => [was, name, isMoved])).toEqual([
      ["No", "In part", true],
      ["In part", "No", true],
    ]);
    expect(changesOf(taken)[0]).toMatchObject({ was: "No", name: "In part", isMoved: true });
  });

  it("get their own key back when they are written again, also versions later", () => {
    const without = edited((rows) => withoutRow(rows, 2));
    const later = toDefinition(without);
    const ever = namesEver([later, SAVED]);
    const draft = fromDefinition(later, ever);
    const again = (name: string) => ({
      ...draft,
      questions: draft.questions.map((one) => ({
        ...one,
        options: [...one.options, ...rowsOf(name)],
      })),
    });

    expect(optionsOf(again("In part"))?.at(-1)).toEqual(["in_part", "In part"]);
    expect(optionsOf(again("In PART"))?.at(-1)).toEqual(["in_part_2", "In PART"]);
  });
});

describe("a name that a key gave up versions ago", () => {
  const later = toDefinition(edited((rows) => named(rows, 0, "Never")));
  const ever = namesEver([later, SAVED]);
  const draft = fromDefinition(later, ever);
  const editedAgain = (change: (rows: readonly NameRow[]) => Rows): SchemaDraft => ({
    ...draft,
    questions: draft.questions.map((one) => ({ ...one, options: change(one.options).rows })),
  });
  const changes = (edit: SchemaDraft) =>
    nameChanges({ ever, inForce: namesIn(later) }, toDefinition(edit)).map(
      ({ was, name, isMoved }) => [was, name, isMoved],
    );

  it("passes to no other key unseen, whether that one is there or made", () => {
    const taken = editedAgain((rows) => named(rows, 2, "No"));
    const anew = editedAgain((rows) => named(rowAt(rows, 3).rows, 3, "NO"));

    expect(changes(taken)).toEqual([["In part", "No", true]]);
    expect(changes(anew)).toEqual([[null, "NO", true]]);
    expect(optionsOf(anew)?.at(-1)).toEqual(["no_2", "NO"]);
  });

  it("is taken back by that key, which moves nothing", () => {
    expect(changes(editedAgain((rows) => named(rows, 0, "No")))).toEqual([["Never", "No", false]]);
  });

  it("leads back to that key once it is free", () => {
    const anew = editedAgain((rows) => {
      const { rows: left } = withoutRow(rows, 0);
      return named(rowAt(left, left.length).rows, left.length, "No");
    });

    expect(optionsOf(anew)?.at(-1)).toEqual(["no", "No"]);
  });
});

it("of several pasted lines each is an option, the first where it was pasted", () => {
  const { rows, from } = named(rowsOf("No", "Yes"), 0, "None\n\nA little\r\nMuch");

  expect(rows.map(({ name }) => name)).toEqual(["None", "A little", "Much", "Yes"]);
  expect(from).toEqual([0, -1, -1, 1]);
});

describe("the points of a saved skeleton", () => {
  const hand = fromDefinition(SAVED, EVER).labels[0]?.skeleton ?? { points: [], edges: [] };
  const savedWith = (skeleton: typeof hand) =>
    toDefinition({
      ...fromDefinition(SAVED, EVER),
      labels: fromDefinition(SAVED, EVER).labels.map((label) => ({ ...label, skeleton })),
    }).labels[0]?.skeleton;

  it("keep their keys and their lines when one is put in above, and when they change places", () => {
    const above = withPoints(hand, rowAt(hand.points, 0));
    const called = withPoints(above, named(above.points, 0, "Wrist"));
    const moved = withPoints(called, rowMoved(called.points, 1, 1));

    expect(savedWith(moved)).toEqual({
      points: [
        { key: "wrist", name: "Wrist" },
        { key: "thumb", name: "Thumb" },
        { key: "palm", name: "Palm" },
        { key: "little", name: "Little" },
      ],
      edges: [
        ["palm", "thumb"],
        ["palm", "little"],
      ],
    });
  });

  it("lose the lines to one that goes, and to one without a name, and no others", () => {
    const gone = withPoints(hand, withoutRow(hand.points, 1));
    const nameless = withPoints(hand, named(hand.points, 1, " "));

    for (const skeleton of [gone, nameless]) {
      expect(savedWith(skeleton)).toEqual({
        points: [
          { key: "palm", name: "Palm" },
          { key: "little", name: "Little" },
        ],
        edges: [["palm", "little"]],
      });
    }
  });
});
