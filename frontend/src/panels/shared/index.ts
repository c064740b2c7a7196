/** The parts that pages are made of. */
export { BarList, type BarRow } from "./BarList";
export { Callout } from "./Callout";
export { Card, CardGrid, Row, Rows, Section } from "./Card";
export { ConfirmDialog } from "./ConfirmDialog";
export { CopyBox } from "./CopyBox";
export { type Column, DataTable } from "./DataTable";
export {
  CheckField,
  FormProblem,
  NumberField,
  PasswordField,
  SelectField,
  TextArea,
  TextField,
} from "./fields";
export { Figure, Figures } from "./Figure";
export { I18nProvider, Rich, useI18n } from "./I18n";
export { IconButton } from "./IconButton";
export { ImageThumb } from "./ImageThumb";
export { type Estimate, IntervalBar, IntervalList, type IntervalRow } from "./IntervalBar";
export { OfflineBanner } from "./OfflineBanner";
export { Page, PageHeader } from "./Page";
export { Pager } from "./Pager";
export { ProgressBar } from "./ProgressBar";
export { Prose } from "./Prose";
export { Query } from "./Query";
export { SchemaSwatch } from "./SchemaSwatch";
export { Logo, Seal } from "./Seal";
export { Sheet, type SheetStop } from "./Sheet";
export { type Part, type PartTone, StackedBar } from "./StackedBar";
export { AfterAMoment, EmptyState, ProblemCard, RowsSkeleton, SuccessCard } from "./States";
export { type Icon, StatusBadge, type Tone } from "./StatusBadge";
export { type Step, Steps } from "./Steps";
export { Code, Duration, Moment, Money } from "./Values";
