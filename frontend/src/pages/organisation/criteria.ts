import type { Answered } from "@/api/query";
import type { Translate } from "@/model/i18n/translate";

export type Community = Answered<"/api/v1/communities/{community_id}">;
export type Trait = Answered<"/api/v1/traits">[number] & {
  /** A fact of the organisation itself, which it can verify of people. */
  is_own?: boolean;
};
export type Doors = NonNullable<Community["criteria"]>["doors"];
export type Door = keyof Doors;
export type Clause = Doors[Door][number][number];
export type Operator = Clause["operator"];

export const DOORS = ["discover", "preview", "take"] as const satisfies readonly Door[];
export const DOOR_NAMES = {
  discover: "organisation.discover",
  preview: "organisation.preview",
  take: "organisation.take",
} as const satisfies Record<Door, string>;

/** Where somebody stands, which is asked for like a fact that nobody answers. */
export const MEMBER_OF = "member_of";
export const QUALIFIED_FOR = "qualified_for";
export const WAS_QUALIFIED_FOR = "was_qualified_for";
const LOOKED_UP: ReadonlySet<string> = new Set([MEMBER_OF, QUALIFIED_FOR, WAS_QUALIFIED_FOR]);

/** Whether it is where somebody stands, and no answer about oneself. */
export const isLookedUp = (key: string) => LOOKED_UP.has(key);

export const NO_DOORS: Doors = { discover: [], preview: [], take: [] };

const OPERATOR_NAMES = {
  "=": "organisation.opEquals",
  "!=": "organisation.opNot",
  in: "organisation.opIn",
  not_in: "organisation.opNotIn",
  "<": "organisation.opLess",
  "<=": "organisation.opLessEqual",
  ">": "organisation.opMore",
  ">=": "organisation.opMoreEqual",
  contains_any: "organisation.opAny",
  contains_all: "organisation.opAll",
  contains_none: "organisation.opNone",
  exists: "organisation.opExists",
  missing: "organisation.opMissing",
} as const satisfies Record<Operator, string>;

/** Of where somebody stands: "Member of any of ..." */
const STANDING_NAMES = {
  contains_any: "organisation.standsAny",
  contains_all: "organisation.standsAll",
  contains_none: "organisation.standsNone",
} as const;

/** What a relation is called behind the name of a fact. */
export function operatorName(key: string, operator: Operator) {
  const isStanding = isLookedUp(key) && operator in STANDING_NAMES;
  return isStanding
    ? STANDING_NAMES[operator as keyof typeof STANDING_NAMES]
    : OPERATOR_NAMES[operator];
}

const BY_TYPE: Record<Trait["type"], readonly Operator[]> = {
  choice: ["in", "not_in", "=", "!=", "exists", "missing"],
  choices: ["contains_any", "contains_all", "contains_none", "exists", "missing"],
  number: [">=", "<=", ">", "<", "=", "!=", "in", "not_in", "exists", "missing"],
  date: [">=", "<=", ">", "<", "=", "!=", "in", "not_in", "exists", "missing"],
  text: ["=", "!=", "in", "not_in", "exists", "missing"],
  boolean: ["=", "!=", "exists", "missing"],
};
const LISTS: ReadonlySet<Operator> = new Set<Operator>([
  "in",
  "not_in",
  "contains_any",
  "contains_all",
  "contains_none",
]);

/** The relations that make sense for a kind of fact, the usual one first. */
export function operatorsFor(trait: Trait): readonly Operator[] {
  const known = BY_TYPE[trait.type];
  return isLookedUp(trait.key) ? known.filter(takesValue) : known;
}

/** Whether a clause with this relation says a value at all. */
export function takesValue(operator: Operator): boolean {
  return operator !== "exists" && operator !== "missing";
}

/** Whether a relation is to several values, of which one or all are meant. */
export function takesList(operator: Operator): boolean {
  return LISTS.has(operator);
}

/** A clause to begin with. */
export function firstClause(trait: Trait): Clause {
  const operator = operatorsFor(trait)[0] ?? "exists";
  const value = trait.type === "boolean" ? true : takesList(operator) ? [] : "";
  return { trait: trait.key, operator, value };
}

/** The clause with another relation, and what was said of the value as far as that takes it. */
export function related(clause: Clause, operator: Operator): Clause {
  const { value } = clause;
  if (!takesValue(operator)) return { ...clause, operator };
  const said: unknown[] = Array.isArray(value) ? value : isSaid(value) ? [value] : [];
  return { ...clause, operator, value: takesList(operator) ? said : (said[0] ?? "") };
}

/** The clause with what an answer has to come from; from anywhere is not said. */
export function sourced({ trait, operator, value }: Clause, source: string | null): Clause {
  const clause: Clause = { trait, operator, value };
  return source === "verified" ? { ...clause, source } : clause;
}

/** Without alternatives and clauses that say nothing yet. */
export function filled(doors: Doors): Doors {
  const clean = (door: Door) => doors[door].map(saying).filter((any) => any.length > 0);
  return { discover: clean("discover"), preview: clean("preview"), take: clean("take") };
}

/** The places of the clauses that `filled` keeps. */
export function kept(doors: Doors, door: Door): number[] {
  return doors[door].flatMap((any, place) => (saying(any).length > 0 ? [place] : []));
}

const saying = (any: readonly Clause[]) => any.filter((clause) => !isEmpty(clause));

/** Whether a clause lacks its value, or one of its values: it is a fault to save it so. */
export function isEmpty({ operator, value }: Clause): boolean {
  if (!takesValue(operator)) return false;
  return Array.isArray(value) ? value.length === 0 || !value.every(isSaid) : !isSaid(value);
}

/** Whether all that is written says something. */
export function isFilled(doors: Doors): boolean {
  return DOORS.every((door) => !doors[door].flat().some(isEmpty));
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== "";

/** "Country is one of Portugal, Spain and Age is at least 18" */
export function criteriaSentence(
  all: readonly (readonly Clause[])[],
  traits: readonly Trait[],
  t: Translate,
): string {
  const any = (clauses: readonly Clause[]) => {
    const words = clauses
      .map((clause) => sentence(clause, traits, t))
      .join(` ${t("organisation.or")} `);
    return clauses.length > 1 && all.length > 1 ? `(${words})` : words;
  };
  return all.map(any).join(` ${t("organisation.and")} `);
}

function sentence(
  { trait: key, operator, value, source }: Clause,
  traits: readonly Trait[],
  t: Translate,
) {
  const trait = traits.find((one) => one.key === key);
  const asked = `${trait?.name ?? key} ${t(operatorName(key, operator))}`;
  const relation = source === "verified" ? `${t("organisation.verified")}: ${asked}` : asked;
  if (!takesValue(operator)) return relation;
  const nameOf = (one: unknown) =>
    trait?.options.find((option) => option.key === one)?.name ?? String(one);
  return `${relation} ${Array.isArray(value) ? value.map(nameOf).join(", ") : nameOf(value)}`;
}
