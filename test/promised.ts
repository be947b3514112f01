import {
  type ClockPolicy,
  type ClockTarget,
  deleteClockPolicy,
  listClockPolicies,
  patchClockPolicy,
  postClockPolicy,
} from "../contract/clocks.ts";
import type { BodyIn } from "../contract/route.ts";
import type { World } from "./world.ts";

/** Leaves these policies alone, in this order, so that a test is about nothing else. */
export const promising =
  ({ omar }: Pick<World, "omar">) =>
  async (...policies: BodyIn<typeof postClockPolicy>[]): Promise<ClockPolicy[]> => {
    const former = (await omar.call(listClockPolicies, {})).items;
    for (const { id } of former)
      await omar.call(patchClockPolicy, { params: { id }, body: { name: `former ${id}` } });
    const fresh: ClockPolicy[] = [];
    for (const [at, policy] of policies.entries())
      fresh.push(await omar.call(postClockPolicy, { body: { position: 5000 + at, ...policy } }));
    for (const { id } of former) await omar.call(deleteClockPolicy, { params: { id } });
    return fresh;
  };

/** A clock of so many minutes, around the clock, without pauses or steps unless a test is about them. */
export const runs = (clock: string, minutes: number, more: Partial<ClockTarget> = {}): ClockTarget => ({
  clock,
  minutes,
  time: "calendar",
  pauses: [],
  steps: [],
  ...more,
});
