import { Archive, Check, ChevronDown, Reply, Send, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { Link } from "../../ui/Link.tsx";
import { Row, Stack } from "./arrange.tsx";

export function Pressing() {
  const [busy, setBusy] = useState(false);
  const [starred, setStarred] = useState(true);

  function work() {
    setBusy(true);
    setTimeout(() => setBusy(false), 2000);
  }

  return (
    <Card title="Buttons and links">
      <Stack>
        <Row>
          <Button kind="primary" icon={Send}>
            Send
          </Button>
          <Button icon={Reply}>Reply</Button>
          <Button kind="quiet" iconAfter={ChevronDown}>
            More
          </Button>
          <Button kind="danger" icon={Trash2}>
            Delete
          </Button>
        </Row>
        <Row>
          <Button kind="primary" busy>
            Sending
          </Button>
          <Button busy={busy} onPress={work}>
            Press me
          </Button>
          <Button kind="primary" isDisabled>
            Cannot
          </Button>
          <Button isDisabled>Cannot</Button>
          <Button kind="quiet" isDisabled>
            Cannot
          </Button>
        </Row>
        <Row>
          <Button size="s" kind="primary">
            Small
          </Button>
          <Button size="s" icon={Check}>
            Small
          </Button>
          <IconButton icon={Archive} label="Archive" keys="e" />
          <IconButton icon={Reply} label="Reply" keys="r" />
          <IconButton icon={Star} label="Star" pressed={starred} onPress={() => setStarred(!starred)} />
          <IconButton icon={Trash2} label="Delete" isDisabled />
          <IconButton icon={Reply} label="Reply, small" size="s" />
        </Row>
        <Row>
          <Link href="#link">A link in the text</Link>
          <Link href="#quiet" kind="quiet">
            A quiet one
          </Link>
        </Row>
        <Row>
          <KeyCap keys="r" />
          <KeyCap keys="mod+k" />
          <KeyCap keys="mod+Enter" />
          <KeyCap keys="g i" />
          <KeyCap keys="?" />
        </Row>
      </Stack>
    </Card>
  );
}
