import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SplitPane } from "../ui/SplitPane.tsx";
import { useScreenWidth } from "./screen-width.ts";

type Props = {
  /** Under which the width of the list is remembered. */
  remember: string;
  label: string;
  list: ReactNode;
  /** Whether the address names one of the list. */
  isOneOpen: boolean;
  /** The list takes all the room while nothing is open from it. */
  isWide?: boolean;
};

/** A list, and what is open from it beside it. On a phone one or the other. */
export function ListBeside({ remember, label, list, isOneOpen, isWide }: Props) {
  const width = useScreenWidth();
  if (width === "phone") return isOneOpen ? <Outlet /> : list;
  if (isWide && !isOneOpen) return list;
  return (
    <SplitPane remember={remember} label={label} side="start" width={364} min={300} max={480} pane={list}>
      <Outlet />
    </SplitPane>
  );
}
