import type { CSSProperties } from "react";
import { initialsOf } from "../../contract/initials.ts";
import styles from "./Avatar.module.css";
import { hueOf } from "./hue.ts";

type Props = {
  name: string;
  /** What the colour is taken from when names can change: an id. */
  seed?: string;
  src?: string | null;
  size?: 16 | 20 | 24 | 28 | 32 | 40 | 56;
  /** Whether they are here now. */
  presence?: "here" | "away";
};

/** A face or initials. The name stands beside it nearly always, so it says nothing by itself. */
export function Avatar({ name, seed = name, src, size = 24, presence }: Props) {
  const style = { "--hue": hueOf(seed), "--size": `${size / 16}rem` } as CSSProperties;
  const initials = size < 20 ? initialsOf(name).slice(0, 1) : initialsOf(name);
  return (
    // The letters are drawn by CSS: they are a picture, and no part of what a button says.
    <span
      className={styles.avatar}
      style={style}
      aria-hidden="true"
      data-presence={presence}
      data-initials={src ? undefined : initials}
    >
      {src && <img src={src} alt="" loading="lazy" className={styles.face} />}
    </span>
  );
}
