import { onTestFinished } from "vitest";
import {
  type Action,
  type AutomationRun,
  deleteAutomation,
  listConversationRuns,
  postAutomation,
  type Trigger,
} from "../../contract/automations.ts";
import { listEvents } from "../../contract/conversations.ts";
import type { BodyIn } from "../../contract/route.ts";
import { postTag } from "../../contract/workspace.ts";
import { world } from "../../test/world.ts";
import { fireWaits } from "./index.ts";
import { alwaysOpen } from "./working-time.ts";

/** The world with rules in it. */
export async function worldWithRules() {
  const around = await world();
  const { db, omar, nina } = around;
  let count = 0;
  return {
    ...around,
    /** A rule that is on, until the test ends. */
    async rule(body: Partial<BodyIn<typeof postAutomation>> & { actions: Action[] }) {
      const made = await omar.call(postAutomation, {
        body: { name: `Rule ${++count}`, trigger: on("opened"), isOn: true, ...body },
      });
      onTestFinished(async () => {
        await omar.ask(deleteAutomation, { params: { id: made.id } });
      });
      return made;
    },
    tagged: (name: string) => omar.call(postTag, { body: { name, colour: "#112233" } }),
    /** Newest first. */
    runsIn: async ({ id }: { id: string }) =>
      (await nina.call(listConversationRuns, { params: { id } })).items,
    tagsOf: async (conversation: { id: string }) =>
      (await nina.sees(conversation)).tags.map(({ name }) => name),
    eventsOf: async ({ id }: { id: string }) => (await nina.call(listEvents, { params: { id } })).items,
    /** As if so many minutes had passed. */
    after: (minutes: number) =>
      fireWaits({ db, working: alwaysOpen }, new Date(Date.now() + minutes * 60_000)),
  };
}

export const on = (...events: Extract<Trigger, { kind: "event" }>["on"]): Trigger => ({
  kind: "event",
  on: events,
  changes: [],
});

export const outcomes = (runs: AutomationRun[]) => runs.map(({ outcome, because }) => [outcome, because]);
