import { Fragment } from "react";
import styles from "./Marked.module.css";

type Props = {
  children: string;
  /** From where to before where, in order, none over another. */
  marks: readonly (readonly [number, number])[];
};

/** Words in which some are marked, as those that were searched for. */
export function Marked({ children: text, marks }: Props) {
  return (
    <>
      {marks.map(([start, end], at) => (
        <Fragment key={start}>
          {text.slice(marks[at - 1]?.[1] ?? 0, start)}
          <mark className={styles.mark}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
