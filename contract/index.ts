/**
 * What goes over the wire. One file per domain holds its shapes and its routes; this list of every route is
 * what the API page, the authorisation matrix and the fuzz tests walk.
 */
import * as accounts from "./accounts.ts";
import * as automations from "./automations.ts";
import * as bulkActs from "./bulk-acts.ts";
import * as calendars from "./calendars.ts";
import * as cannedReplies from "./canned-replies.ts";
import * as chat from "./chat.ts";
import * as checklists from "./checklists.ts";
import * as clocks from "./clocks.ts";
import * as conversations from "./conversations.ts";
import * as customers from "./customers.ts";
import * as files from "./files.ts";
import * as following from "./following.ts";
import * as forms from "./forms.ts";
import * as handovers from "./handovers.ts";
import * as helpCentres from "./help-centres.ts";
import * as inboxes from "./inboxes.ts";
import * as insights from "./insights.ts";
import * as knowledge from "./knowledge.ts";
import * as ledger from "./ledger.ts";
import * as lines from "./lines.ts";
import * as loops from "./loops.ts";
import * as mailDomains from "./mail-domains.ts";
import * as mailIn from "./mail-in.ts";
import * as mailboxes from "./mailboxes.ts";
import * as merging from "./merging.ts";
import * as moving from "./moving.ts";
import * as notices from "./notices.ts";
import * as outgoing from "./outgoing.ts";
import * as participants from "./participants.ts";
import * as plannedReplies from "./planned-replies.ts";
import * as promises from "./promises.ts";
import * as ratings from "./ratings.ts";
import * as repeats from "./repeats.ts";
import * as reports from "./reports.ts";
import type { Route } from "./route.ts";
import * as routing from "./routing.ts";
import * as search from "./search.ts";
import * as snooze from "./snooze.ts";
import * as suppressions from "./suppressions.ts";
import * as together from "./together.ts";
import * as triage from "./triage.ts";
import * as views from "./views.ts";
import * as workspace from "./workspace.ts";

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "path" in value;

/** Every route of the API by the name it has in the contract. */
export const allRoutes: Record<string, Route> = Object.fromEntries(
  [
    workspace,
    lines,
    accounts,
    conversations,
    views,
    bulkActs,
    snooze,
    merging,
    plannedReplies,
    together,
    repeats,
    triage,
    handovers,
    routing,
    automations,
    calendars,
    clocks,
    ledger,
    promises,
    loops,
    moving,
    notices,
    participants,
    following,
    insights,
    reports,
    customers,
    inboxes,
    mailDomains,
    suppressions,
    outgoing,
    mailboxes,
    mailIn,
    files,
    search,
    chat,
    cannedReplies,
    checklists,
    helpCentres,
    forms,
    ratings,
    knowledge,
  ]
    .flatMap((domain) => Object.entries(domain))
    .filter((entry): entry is [string, Route] => isRoute(entry[1])),
);
