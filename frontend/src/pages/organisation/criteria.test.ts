import { expect, it } from "vitest";
import { type Clause, isEmpty, operatorName, operatorsFor, related, type Trait } from "./criteria";

const trait = (type: Trait["type"]): Trait => ({
  key: "fact",
  name: "Fact",
  question: "Fact?",
  type,
  options: [],
  position: 1,
  filled_by: "person",
});

/** As `communities.criteria.OPERATORS` has them. */
const PRESENCE = ["exists", "missing"];
const EQUALITY = ["!=", "=", ...PRESENCE, "in", "not_in"];
const KNOWN: Record<Trait["type"], readonly string[]> = {
  choice: EQUALITY,
  choices: ["contains_all", "contains_any", "contains_none", ...PRESENCE],
  number: [...EQUALITY, "<", "<=", ">", ">="],
  date: [...EQUALITY, "<", "<=", ">", ">="],
  text: EQUALITY,
  boolean: ["!=", "=", ...PRESENCE],
};

it.each(Object.keys(KNOWN) as Trait["type"][])("offers what the server knows of a %s", (type) => {
  expect([...operatorsFor(trait(type))].sort()).toEqual([...KNOWN[type]].sort());
});

it.each(["member_of", "qualified_for", "was_qualified_for"])(
  "does not ask whether %s is answered",
  (key) => {
    const offered = operatorsFor({ ...trait("choices"), key });

    expect([...offered].sort()).toEqual(["contains_all", "contains_any", "contains_none"]);
  },
);

it("says of where somebody stands that it is one of them, and of answers that they include one", () => {
  expect(operatorName("member_of", "contains_any")).toBe("organisation.standsAny");
  expect(operatorName("device", "contains_any")).toBe("organisation.opAny");
});

const clause = (operator: Clause["operator"], value: Clause["value"]): Clause => ({
  trait: "fact",
  operator,
  value,
});

it("takes what was said along to another relation", () => {
  expect(related(clause("=", 7), "in")).toEqual(clause("in", [7]));
  expect(related(clause("in", [7, 9]), "=")).toEqual(clause("=", 7));
  expect(related(clause("=", ""), "in")).toEqual(clause("in", []));
  expect(related(clause("in", ["a"]), "exists")).toEqual(clause("exists", ["a"]));
});

it("knows what says nothing yet", () => {
  expect(isEmpty(clause("=", ""))).toBe(true);
  expect(isEmpty(clause("in", []))).toBe(true);
  expect(isEmpty(clause("in", [7, ""]))).toBe(true);
  expect(isEmpty(clause("=", 0))).toBe(false);
  expect(isEmpty(clause("=", false))).toBe(false);
  expect(isEmpty(clause("missing", ""))).toBe(false);
});
