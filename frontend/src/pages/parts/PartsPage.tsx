import { Button, Group, SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { Problem } from "@/api/problem";
import {
  BarList,
  Callout,
  Card,
  CardGrid,
  ConfirmDialog,
  CopyBox,
  DataTable,
  EmptyState,
  Figure,
  Figures,
  IntervalList,
  Money,
  NumberField,
  Page,
  PageHeader,
  ProblemCard,
  ProgressBar,
  Prose,
  RowsSkeleton,
  SchemaSwatch,
  SelectField,
  StackedBar,
  StatusBadge,
  Steps,
  SuccessCard,
  TextField,
} from "@/panels/shared";
import { LABEL_COLOURS } from "@/render/palette";
import { SchemeChoice } from "@/pages/shell/AccountMenu";
import { Main } from "@/pages/shell/Main";
import { Plots } from "./Plots";

/** All shared parts at once. Its words are samples and stand in no catalogue. */
export default function PartsPage() {
  return (
    <Main>
      <Page isWide>
        <PageHeader
          title="Shared parts"
          note="For people who build. Both colour schemes, wide and narrow."
          badges={<StatusBadge tone="active">Batch 4 open</StatusBadge>}
          actions={<SchemeChoice />}
        />
        <CardGrid columns="1fr 1fr">
          <States />
          <Controls />
        </CardGrid>
        <CardGrid columns="1fr 1fr 1fr">
          <Charts />
        </CardGrid>
        <CardGrid columns="1fr 1fr 1fr">
          <Plots />
        </CardGrid>
        <CardGrid columns="3fr 2fr">
          <Tables />
        </CardGrid>
      </Page>
    </Main>
  );
}

function States() {
  const broken = new Problem({ title: "", status: 0, code: "unreachable" });
  return (
    <Stack gap="lg">
      <EmptyState
        title="No items yet"
        action={
          <>
            <Button variant="filled">Add images</Button>
            <Button variant="subtle">Try the sample</Button>
          </>
        }
      >
        Add a few images to see their sizes and quality.
      </EmptyState>
      <RowsSkeleton rows={3} />
      <ProblemCard
        problem={broken}
        title="Your submission is not sent yet"
        safe="It is saved on this device and goes out by itself."
        nextTry="next try in 8 s"
        onRetry={() => undefined}
      />
      <SuccessCard
        hasSeal
        title="You passed the quiz: 14 of 15"
        action={<Button variant="filled">Start the first task</Button>}
      >
        You can work on Tableware in kitchens until 20 Feb 2027.
      </SuccessCard>
    </Stack>
  );
}

function Controls() {
  const [isAsking, setAsking] = useState(false);
  const wrong = new Problem({
    title: "Something needs a change",
    status: 422,
    code: "wrong_input",
    errors: [{ path: "name", code: "taken", message: "Another project has this name." }],
  });
  return (
    <Card title="Controls" titleSize="section" note="one filled button a page">
      <Stack gap="lg">
        <Group gap="sm">
          <Button variant="filled">Submit</Button>
          <Button>Nothing here</Button>
          <Button variant="subtle">Skip</Button>
          <Button variant="danger" onClick={() => setAsking(true)}>
            Close the batch
          </Button>
          <Button size="xs">Go on, 6 min</Button>
          <Button disabled>Not now</Button>
        </Group>
        <Group gap="sm">
          <StatusBadge tone="good">Published</StatusBadge>
          <StatusBadge tone="caution">Look</StatusBadge>
          <StatusBadge tone="problem">Failed</StatusBadge>
          <StatusBadge tone="quiet">Cannot change</StatusBadge>
          <StatusBadge tone="plain">declared</StatusBadge>
        </Group>
        <SegmentedControl
          aria-label="Order"
          data={["Best hourly pay", "Shortest", "Newest"]}
          defaultValue="Shortest"
        />
        <TextField label="Name" defaultValue="Coins" problem={wrong} path="name" />
        <TextField label="Summary" description="One sentence." placeholder="What is drawn" />
        <NumberField label="Answers for each picture" defaultValue={3} min={1} />
        <SelectField label="Joining" data={["Open", "Apply", "Invite"]} defaultValue="Open" />
        <ProgressBar label="Reading the pictures" done={18} total={60} />
        <CopyBox label="Or let your machine do it" text="sha256sum --check manifest.sha256" />
        <Callout tone="caution" title="Portugal cannot fill: 38 fit, 50 wanted.">
          Dropping “3 brands” there brings 19 more.
        </Callout>
        <ConfirmDialog
          opened={isAsking}
          title="Close the batch?"
          verb="Close it"
          isDangerous
          onClose={() => setAsking(false)}
          onConfirm={() => setAsking(false)}
        >
          Nobody gets a task of it any more. Open leases go on.
        </ConfirmDialog>
      </Stack>
    </Card>
  );
}

function Charts() {
  return (
    <>
      <Card title="Annotators" note="share of the step before">
        <BarList
          title="From seeing the project to working in it"
          rows={[
            { key: "see", name: "Can see it", value: 4812 },
            { key: "read", name: "Read the guideline", value: 1906, note: "40 %" },
            { key: "pass", name: "Passed training", value: 702, note: "57 %", isStrong: true },
            { key: "work", name: "Worked this week", value: 214, behind: 900, note: "55 %" },
          ]}
        />
      </Card>
      <Card title="Agreement by label" note="Krippendorff’s alpha">
        <IntervalList
          title="Agreement by label, target 0.67"
          target={0.67}
          domain={[0.3, 1]}
          rows={[
            interval("Cup", 1, 0.92, 0.9, 0.94, 1388),
            interval("Spoon", 2, 0.74, 0.69, 0.79, 1105),
            interval("Handle", 4, 0.52, 0.43, 0.61, 640),
            {
              key: "Napkin",
              name: "Napkin",
              mark: <SchemaSwatch color={7} />,
              estimate: null,
              why: "not yet known: 12 of the 30 items it takes",
            },
          ]}
        />
      </Card>
      <Card title="Live queue" action="41 people now">
        <StackedBar
          title="2,910 of 5,960 tasks are resolved"
          parts={[
            { key: "resolved", name: "Resolved", value: 2910, tone: "done" },
            { key: "saturated", name: "Saturated", value: 118, tone: "nearly" },
            { key: "leased", name: "Leased", value: 143, tone: "begun" },
            { key: "open", name: "Open", value: 2743, tone: "waiting" },
            { key: "disputed", name: "Disputed", value: 64, tone: "caution" },
            { key: "adjudicating", name: "Adjudicating", value: 22, tone: "second" },
          ]}
        />
      </Card>
    </>
  );
}

function interval(
  name: string,
  color: number,
  value: number,
  lower: number,
  upper: number,
  count: number,
) {
  const estimate = { value, lower, upper, count };
  return { key: name, name, mark: <SchemaSwatch color={color} />, estimate };
}

function Tables() {
  return (
    <>
      <Card title="Formats" titleSize="section" note="made by the release">
        <DataTable
          caption="Formats of the release"
          rows={[
            { name: "COCO instances", how: "JSON, holes as RLE", size: "41 MB" },
            { name: "Guildmark JSONL", how: "every submission, by pseudonym", size: "63 MB" },
          ]}
          rowKey={(row) => row.name}
          columns={[
            { key: "name", title: "Format", cell: (row) => row.name },
            { key: "how", title: "How", cell: (row) => row.how },
            { key: "size", title: "Size", cell: (row) => row.size, isNumber: true },
            {
              key: "lost",
              title: "What it could not say",
              cell: () => <StatusBadge tone="good">nothing lost</StatusBadge>,
            },
          ]}
        />
        <Figures>
          <Figure label="Items" value="5,840" note="1,204 with nothing here" />
          <Figure label="Agreement (alpha)" value="0.86" note="0.84 to 0.88" />
          <Figure
            label="Earned"
            value={<Money amount={{ amount_minor: 3842, currency: "EUR" }} />}
          />
        </Figures>
      </Card>
      <Card title="Training: Cat faces" action="about 20 min left">
        <Stack gap="lg">
          <Steps
            steps={[
              { key: "1", name: "Comprehension", state: "done", detail: "5 of 5 right" },
              { key: "2", name: "Practice", state: "current", detail: "4 of 8 done" },
              { key: "3", name: "Quiz", state: "ahead", detail: "15 decisions" },
              { key: "4", name: "Work", state: "blocked", detail: "€0.11 a task" },
            ]}
          />
          <Prose html="<h2>Outline the metal</h2><p>Leave out <code>reflections</code>.</p>" />
          <Group gap="sm">
            {LABEL_COLOURS.map((colour, index) => (
              <SchemaSwatch key={colour.name} color={index} size={18} />
            ))}
          </Group>
        </Stack>
      </Card>
    </>
  );
}
