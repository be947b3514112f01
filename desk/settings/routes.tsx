import type { ComponentType } from "react";
import { ProfilePart } from "../accounts/ProfilePart.tsx";
import { SecurityPart } from "../accounts/SecurityPart.tsx";
import { useScreenWidth } from "../app/screen-width.ts";
import { AutomationsPart } from "../automations/AutomationsPart.tsx";
import { CannedPart } from "../canned/CannedPart.tsx";
import { ChatPart } from "../chat/settings/ChatPart.tsx";
import { FormsPart } from "../forms/FormsPart.tsx";
import { HelpPart } from "../help/HelpPart.tsx";
import { NoticesPart } from "../notices/NoticesPart.tsx";
import { AcknowledgementsPart } from "./AcknowledgementsPart.tsx";
import { AgentsPart } from "./AgentsPart.tsx";
import { BrandsPart } from "./BrandsPart.tsx";
import { ClocksPart } from "./ClocksPart.tsx";
import { HoursPart } from "./hours/HoursPart.tsx";
import { InboxesPart } from "./InboxesPart.tsx";
import { KeysPart } from "./KeysPart.tsx";
import { LinesPart } from "./LinesPart.tsx";
import { DomainsPart } from "./mail/DomainsPart.tsx";
import { OutgoingPart } from "./mail/OutgoingPart.tsx";
import { SuppressionsPart } from "./mail/SuppressionsPart.tsx";
import { PartsNav } from "./PartsNav.tsx";
import type { PartId } from "./parts.ts";
import { usePlace } from "./place.ts";
import { QueuesPart } from "./QueuesPart.tsx";
import { RoutingPart } from "./RoutingPart.tsx";
import styles from "./SettingsScreens.module.css";
import { TagsPart } from "./TagsPart.tsx";
import { TeamsPart } from "./TeamsPart.tsx";
import { TriagePart } from "./TriagePart.tsx";
import { WorkPart } from "./WorkPart.tsx";
import { WorkspacePart } from "./WorkspacePart.tsx";

const screens: Record<PartId, ComponentType> = {
  profile: ProfilePart,
  notices: NoticesPart,
  security: SecurityPart,
  workspace: WorkspacePart,
  brands: BrandsPart,
  lines: LinesPart,
  hours: HoursPart,
  triage: TriagePart,
  acknowledgements: AcknowledgementsPart,
  inboxes: InboxesPart,
  domains: DomainsPart,
  outgoing: OutgoingPart,
  suppressions: SuppressionsPart,
  help: HelpPart,
  forms: FormsPart,
  chat: ChatPart,
  teams: TeamsPart,
  queues: QueuesPart,
  clocks: ClocksPart,
  agents: AgentsPart,
  work: WorkPart,
  routing: RoutingPart,
  automations: AutomationsPart,
  canned: CannedPart,
  tags: TagsPart,
  keys: KeysPart,
};

/** The settings: their parts at the start edge, the chosen one beside them. On a phone first the one, then the other. */
export function SettingsScreens() {
  const { part, seen } = usePlace();
  const phone = useScreenWidth() === "phone";
  const shown = part ?? (phone ? null : seen[0]!);
  const Part = shown && screens[shown];

  return (
    <div className={styles.settings}>
      {(!phone || !shown) && <PartsNav seen={seen} shown={shown} />}
      {Part && (
        <div className={styles.screen}>
          <div className={styles.page}>
            <Part key={shown} />
          </div>
        </div>
      )}
    </div>
  );
}
