import { ChevronDown } from "lucide-react";
import { memo } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { Line } from "../../../contract/lines.ts";
import type { BoardAgent } from "../../../contract/routing.ts";
import { useScreenWidth } from "../../app/screen-width.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Cards } from "./Cards.tsx";
import type { Target } from "./moves.ts";
import styles from "./Person.module.css";
import { About, Name } from "./PersonHead.tsx";

export type PersonProps = {
  agent: BoardAgent;
  /** Only the work of this line. */
  line: Line | undefined;
  may: boolean;
  drags: boolean;
  /** The ids of their work that is chosen, with blanks between. */
  chosen: string;
  /** All that is chosen, of anybody. */
  allChosen: () => ReadonlySet<string>;
  /** Of some ids those that are chosen now. */
  onChoose: (among: readonly string[], chosen: Iterable<string>) => void;
  onDrop: (ids: ReadonlySet<string>, target: Target) => void;
};

/** One colleague: how they are, what they can take, and what they have. On a phone the work opens under the name. */
export const Person = memo(function Person(props: PersonProps) {
  const { t } = useTexts();
  const { agent, line } = props;
  const isPhone = useScreenWidth() === "phone";
  const about = <About agent={agent} line={line} />;
  if (!isPhone)
    return (
      <section className={styles.person} aria-label={agent.name}>
        <div className={styles.head}>
          <h2 className={styles.heading}>
            <Name agent={agent} />
          </h2>
          {about}
        </div>
        <Cards {...props} />
      </section>
    );
  return (
    <Disclosure className={styles.fold}>
      <Heading level={2} className={styles.heading}>
        <Button slot="trigger" className={styles.trigger}>
          <Name agent={agent} />
          <span className={styles.count}>{t("board.work.count", { count: agent.count })}</span>
          <span className={styles.chevron}>
            <Icon of={ChevronDown} />
          </span>
        </Button>
      </Heading>
      {about}
      <DisclosurePanel>
        <div className={styles.panel}>
          <Cards {...props} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
});
