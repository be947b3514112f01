import { Clock, Plus } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SplitPane } from "../../ui/SplitPane.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Text } from "../../ui/Text.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { type RowState, VirtualList } from "../../ui/VirtualList.tsx";
import { Wide } from "./arrange.tsx";
import { type Sample, sampleLetter, sampleLetters } from "./samples.ts";
import styles from "./UiPage.module.css";

const figures = [
  { id: "nina", name: "Nina Berg", role: "Agent", answered: 1284 },
  { id: "omar", name: "عمر حداد", role: "Admin", answered: 96 },
];

export function Layouts() {
  return (
    <>
      <Wide>
        <Card title="Split panes and a list of ten thousand" flush>
          <Desk />
        </Card>
      </Wide>
      <Wide>
        <Card title="Settings">
          <PageHeader
            title="Colleagues"
            description="Who works here and what they may do."
            back={{ href: "#settings", label: "Settings" }}
            actions={
              <Button kind="primary" icon={Plus}>
                Invite
              </Button>
            }
          />
          <Tabs
            label="Colleagues"
            tabs={[
              { id: "active", label: "Active", count: 2, content: <People /> },
              {
                id: "invited",
                label: "Invited",
                count: 0,
                content: <EmptyState title="Nobody is invited" />,
              },
              { id: "former", label: "Former", content: null, disabled: true },
            ]}
          />
          <FormSection title="Signature" description="Stands under every answer that goes out.">
            <TextField label="Name" defaultValue="Nina" />
            <Switch defaultSelected>Add the brand's name</Switch>
          </FormSection>
        </Card>
      </Wide>
    </>
  );
}

function People() {
  const { number } = useTexts();
  return (
    <Table
      label="Colleagues"
      rows={figures}
      keyOf={(row) => row.id}
      columns={[
        { id: "name", header: "Name", cell: (row) => <Text>{row.name}</Text> },
        { id: "role", header: "Role", cell: (row) => row.role, wideOnly: true },
        { id: "answered", header: "Answered", cell: (row) => number(row.answered), align: "end" },
      ]}
    />
  );
}

function Desk() {
  const [letters, setLetters] = useState(() => sampleLetters(10_000));
  const [open, setOpen] = useState<Sample>();
  const [arrived, setArrived] = useState(0);

  function arrive() {
    setArrived(arrived + 3);
    setLetters([-1, -2, -3].map((index) => sampleLetter(index - arrived)).concat(letters));
  }

  return (
    <div className={styles.desk}>
      <SplitPane
        remember="ui-page.list"
        label="List"
        side="start"
        width={340}
        min={220}
        max={480}
        collapsible
        pane={
          <VirtualList
            label="Letters"
            items={letters}
            keyOf={keyOf}
            href={hrefOf}
            rowHeight={68}
            currentKey={open?.id ?? null}
            onOpen={setOpen}
            takesKeys
          >
            {drawLetter}
          </VirtualList>
        }
      >
        <div className={styles.sheet}>
          <Button onPress={arrive}>Three new ones arrive</Button>
          {open && (
            <Text as="p" language={open.language}>
              {open.words}
            </Text>
          )}
        </div>
      </SplitPane>
    </div>
  );
}

const keyOf = (letter: Sample) => letter.id;
const hrefOf = (letter: Sample) => `#${encodeURIComponent(letter.id)}`;

function drawLetter(letter: Sample, { link }: RowState) {
  return (
    <div className={styles.letter} data-line={letter.language === "en" ? "support" : "service"}>
      <Avatar name={letter.name} size={28} />
      <a {...link}>
        <Text clip>{letter.name}</Text>
        <Text clip size="s" quiet language={letter.language}>
          {letter.subject}
        </Text>
      </a>
      <Badge tone="due" icon={Clock} look="plain">
        {letter.minutesAgo}
      </Badge>
    </div>
  );
}
