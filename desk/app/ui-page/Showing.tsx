import { Clock, Flame, Inbox, Reply, ThumbsUp, Undo2, Wrench } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../../ui/Avatar.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { Row, Stack } from "./arrange.tsx";
import { sampleLetters } from "./samples.ts";
import styles from "./UiPage.module.css";

const minute = 60_000;
const offsets = [
  0,
  -5 * minute,
  14 * minute,
  -130 * minute,
  -26 * 60 * minute,
  -20 * 1440 * minute,
  -700 * 1440 * minute,
];
const tones: Tone[] = ["neutral", "accent", "service", "support", "due", "late", "good"];
const grounds = [
  "surface",
  "surface-raised",
  "surface-sunken",
  "surface-float",
  "surface-selected",
  "surface-note",
];

export function Showing() {
  const [start] = useState(() => Date.now());
  return (
    <>
      <Card title="Marks">
        <Stack>
          <Row>
            {sampleLetters(6).map((letter, index) => (
              <Avatar
                key={letter.id}
                name={letter.name}
                size={32}
                presence={index === 0 ? "here" : index === 1 ? "away" : undefined}
              />
            ))}
          </Row>
          <Row>
            <Avatar name="Nina Berg" size={16} />
            <Avatar name="Nina Berg" size={20} />
            <Avatar name="Nina Berg" size={24} />
            <Avatar name="Nina Berg" size={40} />
            <Avatar name="Nina Berg" size={56} />
            <Avatar name="orders@example.com" size={40} />
            <Avatar name="" size={40} />
          </Row>
          <Row>
            {tones.map((tone) => (
              <Badge
                key={tone}
                tone={tone}
                icon={tone === "due" ? Clock : tone === "late" ? Flame : undefined}
              >
                {tone}
              </Badge>
            ))}
          </Row>
          <Row>
            {tones.map((tone) => (
              <Badge key={tone} tone={tone} look="plain" icon={tone === "due" ? Clock : undefined}>
                {tone}
              </Badge>
            ))}
          </Row>
          <Row>
            <Icon of={Reply} size={20} label="Turns round in Arabic" />
            <Icon of={Undo2} size={20} label="Turns round in Arabic" />
            <Icon of={Clock} size={20} label="Never turns round" />
            <Icon of={ThumbsUp} size={20} label="Never turns round" />
            <Icon of={Wrench} size={20} label="Never turns round" />
            <Spinner />
          </Row>
          <Row>
            {offsets.map((offset) => (
              <Time key={offset} at={new Date(start + offset).toISOString()} />
            ))}
          </Row>
          <Row>
            <Time at={new Date(start).toISOString()} style="long" />
          </Row>
        </Stack>
      </Card>
      <Card title="Words of others">
        <Stack>
          {sampleLetters(6).map((letter) => (
            <div key={letter.id}>
              <Text as="div" size="m" language={letter.language}>
                {letter.subject}
              </Text>
              <Text as="div" size="s" quiet clip language={letter.language}>
                {letter.words}
              </Text>
            </div>
          ))}
        </Stack>
      </Card>
      <Card title="Empty, loading, failing">
        <Stack>
          <EmptyState icon={Inbox} title="Nobody is waiting" actions={<Button>Show closed ones</Button>}>
            New letters land here by themselves. Until then: the promises due tomorrow.
          </EmptyState>
          <Skeleton lines={3} />
          <Row>
            <Skeleton height={2} round />
            <Skeleton height={2} round />
          </Row>
          <Problem
            of={{ status: 409, title: "This conversation is closed.", detail: "Reopen it to reply." }}
            onRetry={() => undefined}
          />
          <Problem of={new TypeError("fetch failed")} onRetry={() => undefined} busy />
          <Problem of={{ status: 500, title: "The reply could not be kept." }} />
        </Stack>
      </Card>
      <Card title="Grounds">
        <div className={styles.swatches}>
          {grounds.map((name) => (
            <div key={name} className={styles.swatch} style={{ background: `var(--${name})` }}>
              {name}
              <Text as="div" size="xs" quiet>
                quiet
              </Text>
            </div>
          ))}
        </div>
      </Card>
    </>
  );
}
