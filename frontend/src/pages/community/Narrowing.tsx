import { SelectField, useI18n } from "@/panels/shared";
import { ClausesEditor } from "@/pages/organisation/ClausesEditor";
import type { Clause } from "@/pages/organisation/criteria";
import { useProjects } from "@/pages/organisation/use-projects";
import { useCriteriaTraits } from "@/pages/organisation/use-traits";
import type { Addressees, Step } from "./addressees";

const STEP_NAMES = {
  joined: "community.stepJoined",
  read_guideline: "overview.read",
  comprehended: "overview.comprehended",
  practised: "overview.practised",
  attempted: "overview.attempted",
  passed: "overview.passed",
  worked: "overview.worked",
} as const satisfies Record<Step, string>;
const STEPS = Object.keys(STEP_NAMES) as Step[];
const NO_NOTE = { cost: undefined, contradiction: undefined };

interface NarrowingProps {
  organisationId: number;
  communityId: number;
  to: Addressees;
  /** Whether it was tried to send: what is missing is a fault from then on. */
  isChecked: boolean;
  onChange: (to: Addressees) => void;
}

/** Whom a message goes to by what they answered, and by how far they came in a project. */
export function Narrowing(props: NarrowingProps) {
  const { organisationId, communityId, to, isChecked, onChange } = props;
  const { t } = useI18n();
  const traits = useCriteriaTraits(organisationId, communityId);
  return (
    <>
      {traits !== undefined && (
        <ClausesEditor
          legend={t("community.toAnswers")}
          clauses={to.criteria as Clause[][]}
          traits={traits}
          noteOf={() => NO_NOTE}
          isChecked={isChecked}
          onChange={(criteria) => onChange({ ...to, criteria })}
        />
      )}
      <LastStep {...props} />
    </>
  );
}

/** Nothing where the community has no project: there is no way to stand on. */
function LastStep({ organisationId, communityId, to, onChange }: NarrowingProps) {
  const { t } = useI18n();
  const own = useProjects(organisationId)?.filter(({ community }) => community?.id === communityId);
  if (own === undefined || own.length === 0) return null;
  return (
    <>
      <SelectField
        label={t("community.toProject")}
        description={t("community.toProjectNote")}
        clearable
        data={own.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={to.project_id === null ? null : String(to.project_id)}
        onChange={(id) => onChange({ ...to, project_id: id === null ? null : Number(id) })}
      />
      {to.project_id !== null && (
        <SelectField
          label={t("community.toStep")}
          data={STEPS.map((value) => ({ value, label: t(STEP_NAMES[value]) }))}
          value={to.last_step}
          onChange={(step) => onChange({ ...to, last_step: step as Step })}
        />
      )}
    </>
  );
}
