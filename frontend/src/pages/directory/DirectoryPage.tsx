import { IconUsersGroup } from "@tabler/icons-react";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import {
  Card,
  CheckField,
  EmptyState,
  ListPage,
  Row,
  Rows,
  SelectField,
  TextField,
  useI18n,
} from "@/panels/shared";
import { languageName, LANGUAGES } from "@/pages/guideline/languages";
import { Link } from "@/pages/shell/Link";
import classes from "./Directory.module.css";
import { Standing } from "./Standing";
import { type CommunitySeen, JOINING_NAMES, joiningName } from "./types";

interface Wanted {
  search?: string;
  joining?: CommunitySeen["joining"] | "";
  is_met?: boolean;
  language?: string;
}
const JOININGS = ["open", "apply", "invite"] as const;

/** Every community the reader may know of, and how they stand to it. */
export default function DirectoryPage() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const [wanted, setWanted] = useState<Wanted>({});
  const [search] = useDebouncedValue(wanted.search, 300);
  const isNarrowed = Object.values(wanted).some(Boolean);
  const found = useQuery({
    ...apiQuery("/api/v1/directory", { params: { query: { ...wanted, search, page } } }),
    placeholderData: keepPreviousData,
  });
  function narrow(change: Wanted) {
    setWanted({ ...wanted, ...change });
    setPage(1);
  }
  return (
    <ListPage
      title={t("directory.title")}
      note={t("directory.note")}
      of={found}
      page={page}
      onPage={setPage}
      above={<Narrowing wanted={wanted} onNarrow={narrow} />}
      empty={
        isNarrowed ? (
          <p>{t("directory.noneFound")}</p>
        ) : (
          <EmptyState icon={IconUsersGroup} title={t("directory.noneTitle")}>
            {t("directory.none")}
          </EmptyState>
        )
      }
    >
      {(rows) => (
        <Card isFlush>
          <Rows>
            {rows.map((row) => (
              <Entry key={row.id} of={row} />
            ))}
          </Rows>
        </Card>
      )}
    </ListPage>
  );
}

interface NarrowingProps {
  wanted: Wanted;
  onNarrow: (change: Wanted) => void;
}

/** By words, by the way in, by a language that guidelines are put into, and whether the reader meets what is asked. */
function Narrowing({ wanted, onNarrow }: NarrowingProps) {
  const { t, language: readers } = useI18n();
  return (
    <div className={classes.narrowing}>
      <TextField
        label={t("directory.search")}
        value={wanted.search ?? ""}
        onChange={(event) => onNarrow({ search: event.currentTarget.value })}
        maxLength={100}
      />
      <SelectField
        label={t("directory.joining")}
        data={[
          { value: "", label: t("directory.anyJoining") },
          ...JOININGS.map((one) => ({ value: one, label: t(JOINING_NAMES[one]) })),
        ]}
        value={wanted.joining ?? ""}
        onChange={(joining) => onNarrow({ joining: (joining ?? "") as Wanted["joining"] })}
      />
      <SelectField
        label={t("directory.readIn")}
        searchable
        data={[
          { value: "", label: t("directory.anyLanguage") },
          ...LANGUAGES.map((code) => ({ value: code, label: languageName(code, readers) })),
        ]}
        value={wanted.language ?? ""}
        onChange={(language) => onNarrow({ language: language ?? "" })}
      />
      <CheckField
        label={t("directory.onlyMet")}
        checked={wanted.is_met === true}
        onChange={(event) => onNarrow({ is_met: event.currentTarget.checked })}
      />
    </div>
  );
}

function Entry({ of }: { of: CommunitySeen }) {
  const { t } = useI18n();
  const missing = of.clauses.filter(({ is_met: isMet }) => !isMet);
  return (
    <Row>
      <div className={classes.entry}>
        <div className={classes.what}>
          <h2 className={classes.name}>
            <Link to="/communities/$communityId" params={{ communityId: of.id }}>
              {of.name}
            </Link>
          </h2>
          <p className={classes.note}>
            {of.organisation_name} · {t(joiningName(of))} ·{" "}
            {t("directory.members", { n: of.member_count })}
          </p>
          {of.description !== "" && <p className={classes.words}>{of.description}</p>}
          {of.membership === null && missing.length > 0 && (
            <p className={classes.note}>
              {t("directory.need", { what: missing.map(({ sentence }) => sentence).join("; ") })}
            </p>
          )}
        </div>
        <Standing of={of} />
      </div>
    </Row>
  );
}
