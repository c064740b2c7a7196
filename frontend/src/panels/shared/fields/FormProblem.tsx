import { Problem } from "@/api/problem";
import { ProblemCard } from "../States";

interface FormProblemProps {
  problem: Error | null;
  /** The places that have a field to show their own message. */
  shownPaths?: readonly string[];
}

/** The refusal of a form, unless every message of it stands at a field already. */
export function FormProblem({ problem, shownPaths = [] }: FormProblemProps) {
  if (problem === null) return null;
  const errors = problem instanceof Problem ? problem.errors : [];
  const isAtFields = errors.length > 0 && errors.every(({ path }) => shownPaths.includes(path));
  return isAtFields ? null : <ProblemCard problem={problem} />;
}
