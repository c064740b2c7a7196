import type { I18n } from "@/model/i18n";

/** What a rule says it saw: the sentence for each of its codes. */
const SENTENCES: Readonly<Record<string, string>> = {
  gold_upper_bound: "standing.sawGold",
  consensus_agreement: "standing.sawAgreement",
  spammer_score: "standing.sawSpammer",
  speed_z: "standing.sawSpeed",
  skip_share: "standing.sawSkips",
  drift: "standing.sawDrift",
  pair_similarity: "standing.sawPair",
  acceptance_share: "standing.sawAcceptance",
  verdict_skill: "standing.sawVerdicts",
};

type Figures = Readonly<Record<string, unknown>>;

/** The figures under a rule's decision in a sentence; null where they are of another kind. */
export function evidenceSentence(of: Figures, { t, number }: I18n): string | null {
  const key = SENTENCES[String(of["code"] ?? of["statistic"])];
  if (key === undefined) return null;
  if (key === "standing.sawPair" && typeof of["shared"] !== "number") {
    return t("standing.sawSomePair");
  }
  const isInParts = key === "standing.sawGold" && typeof of["mean"] === "number";
  const [value, threshold] = [Number(of["value"] ?? 0), Number(of["threshold"] ?? 0)];
  const digits = digitsToTell(value, threshold);
  const whole = (name: string) => number(Math.round(Number(of[name] ?? 0)));
  const saw = t(isInParts ? "standing.sawGoldInParts" : key, {
    n: Math.round(Number(of["total"] ?? 0)),
    last: whole("observations"),
    value: number(value, digits),
    threshold: number(threshold, digits),
    mean: number(Number(of["mean"] ?? 0), 2),
    alike: whole("alike"),
    shared: whole("shared"),
    usual: whole("usual"),
    right: whole("right"),
    rightAccepted: whole("right_accepted"),
    wrong: whole("wrong"),
    wrongAccepted: whole("wrong_accepted"),
  });
  const days = of["asked_anew_days"];
  return typeof days === "number" ? `${t("standing.askedAnew", { n: days })} ${saw}` : saw;
}

/** As many, from two on, as two numbers that differ need to be told apart; at most four. */
function digitsToTell(first: number, second: number): number {
  const areTold = (digits: number) => first.toFixed(digits) !== second.toFixed(digits);
  return first === second ? 2 : ([2, 3].find(areTold) ?? 4);
}

interface StaffEvidence {
  readonly statistic: string;
  readonly value: number;
  readonly threshold: number;
  readonly n: number;
  readonly total: number;
  readonly mean?: number | null | undefined;
  readonly pair: {
    readonly alike: number;
    readonly shared: number;
    readonly expected: number;
  } | null;
  readonly verdicts?: Figures | null | undefined;
}

/** The same for what staff see of a firing. */
export function firingSentence(of: StaffEvidence, i18n: I18n): string | null {
  const { pair } = of;
  const likeness =
    pair === null
      ? {}
      : { alike: pair.alike, shared: pair.shared, usual: pair.expected * pair.shared };
  return evidenceSentence({ ...of, ...likeness, ...of.verdicts, observations: of.n }, i18n);
}

/** Whether a restriction's evidence is what its sentence says already. */
export function isSaid(of: Figures): boolean {
  return SENTENCES[String(of["code"])] !== undefined;
}
