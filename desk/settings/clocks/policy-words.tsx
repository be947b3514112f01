import type { ClockPolicy } from "../../../contract/clocks.ts";
import { useLineName } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { useClockName } from "../../clocks/clock-name.ts";
import { lengthWords } from "../../clocks/length.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { isolated } from "../isolated.ts";
import styles from "./clocks.module.css";

/** For which matters a policy is, in few words. */
export function useForWhat(): (policy: ClockPolicy) => string {
  const { t, list, compare } = useTexts();
  const lineOf = useLineName();
  const known = useBrands();
  return ({ lines, brands, priorities, tiers, channels }) => {
    const named = known.filter(({ id }) => brands.includes(id)).map(({ name }) => name);
    return (
      [
        list(lines.map((line) => lineOf(line)).filter((name) => name !== null)),
        list(named.sort(compare).map(isolated)),
        list(priorities.map((each) => t(`priority.${each}`))),
        list(tiers.map((each) => t(`tier.${each}`))),
        list(channels.map((each) => t(`channel.${each}`))),
      ]
        .filter(Boolean)
        .join(" · ") || t("settings.clocks.allMatters")
    );
  };
}

/** What it promises: each clock with its length, and where it does not go by working time, that. */
export function Times({ of: { clocks } }: { of: ClockPolicy }) {
  const texts = useTexts();
  const { t } = texts;
  const nameOf = useClockName();
  return (
    <ul className={styles.times}>
      {clocks.map((clock) => (
        <li key={clock.clock}>
          {t(`settings.clocks.time.${clock.time}.is`, {
            clock: nameOf(clock),
            time: lengthWords(clock.minutes, clock.time, texts),
          })}
        </li>
      ))}
    </ul>
  );
}
