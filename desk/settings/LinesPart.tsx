import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { Line, LineSettings } from "../../contract/lines.ts";
import { lineName, ownName } from "../app/line-words.ts";
import { linesQuery } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Link } from "../ui/Link.tsx";
import { FieldsDialog } from "./FieldsDialog.tsx";
import styles from "./fields.module.css";
import { Intents } from "./Intents.tsx";
import { InUse } from "./InUse.tsx";
import { LineDialog } from "./LineDialog.tsx";
import { Loaded } from "./Loaded.tsx";
import { useChangeLine } from "./lines.ts";
import { Part } from "./Part.tsx";
import { PriorityDialog } from "./PriorityDialog.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";
import { StagesDialog } from "./StagesDialog.tsx";

/** What can be changed of a line, each in a dialog of its own: `/settings/lines/service-stages`. */
const dialogs = { line: LineDialog, stages: StagesDialog, fields: FieldsDialog, priority: PriorityDialog };
type Thing = keyof typeof dialogs;

export function LinesPart() {
  const may = useMay("workspace.manage");
  const { item } = usePlace();
  const go = useGo("lines");
  const lines = useQuery(linesQuery);
  const [line, thing] = (item?.split("-") ?? []) as [Line?, Thing?];
  const open = may && lines.data?.find((each) => each.line === line && each.isOn);
  const Dialog = thing && dialogs[thing];
  return (
    <Part id="lines">
      <div className={styles.stack}>
        <Loaded of={lines}>
          {(rows) => {
            const on = rows.filter(({ isOn }) => isOn);
            return (
              <>
                {on.map((each) => (
                  <LineCard key={each.line} settings={each} may={may} isOnly={on.length === 1} />
                ))}
                {may &&
                  rows
                    .filter(({ isOn }) => !isOn)
                    .map((each) => <SecondLine key={each.line} line={each.line} />)}
              </>
            );
          }}
        </Loaded>
        <Intents may={may} />
      </div>
      {open && Dialog && <Dialog key={item} settings={open} onClose={() => go()} />}
    </Part>
  );
}

function LineCard({ settings, may, isOnly }: { settings: LineSettings; may: boolean; isOnly: boolean }) {
  const { t, locale, list } = useTexts();
  const { line, stages, fields } = settings;
  const name = lineName(settings, { t, locale });
  const named = (things: readonly { key: string; names: LineSettings["names"] }[]) =>
    things.length ? list(things.map((each) => ownName(each.names, locale) ?? each.key)) : t("settings.none");
  const change = useChangeLine(line);

  return (
    <Card
      title={isOnly && Object.keys(settings.names).length === 0 ? t("settings.lines.only") : name}
      actions={may && <Link href={addressOf("lines", `${line}-line`)}>{t("settings.lines.look")}</Link>}
    >
      <dl className={styles.rows}>
        <Row
          name={t("settings.lines.stages")}
          href={may ? addressOf("lines", `${line}-stages`) : undefined}
          of={name}
        >
          {named(stages)}
        </Row>
        <Row
          name={t("settings.lines.fields")}
          href={may ? addressOf("lines", `${line}-fields`) : undefined}
          of={name}
        >
          {named(fields)}
        </Row>
        <Row
          name={t("settings.lines.priority")}
          href={may ? addressOf("lines", `${line}-priority`) : undefined}
          of={name}
        >
          {t("settings.lines.priorityWords")}
        </Row>
      </dl>
      {may && !isOnly && (
        <div className={styles.off}>
          <Button size="s" busy={change.isPending} onPress={() => change.mutate({ isOn: false })}>
            {t("settings.lines.switchOff", { line: name })}
          </Button>
          {change.error && <InUse of={change.error} />}
        </div>
      )}
    </Card>
  );
}

type RowProps = { name: string; href?: string; of: string; children: string };

function Row({ name, href, of, children }: RowProps) {
  const { t } = useTexts();
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {href && (
        <dd className={styles.rowEnd}>
          <Link href={href} aria-label={t("settings.change", { name: `${of}: ${name}` })}>
            {t("settings.lines.change")}
          </Link>
        </dd>
      )}
    </div>
  );
}

/** What is off is not named, not even here: a restaurant that wants one line reads of one line. */
function SecondLine({ line }: { line: Line }) {
  const { t } = useTexts();
  const change = useChangeLine(line);
  return (
    <Card title={t("settings.lines.second")}>
      <div className={styles.stack}>
        <p>{t(`settings.lines.second.${line}`)}</p>
        <div>
          <Button icon={Plus} busy={change.isPending} onPress={() => change.mutate({ isOn: true })}>
            {t("settings.lines.switchOn")}
          </Button>
        </div>
        {change.error && <InUse of={change.error} />}
      </div>
    </Card>
  );
}
