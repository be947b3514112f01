import type { Caller } from "../caller.ts";
import { Refusal } from "../refusal.ts";

/** Whether the caller may look behind a brand's wall. */
export const serves = (caller: Pick<Caller, "brands">, brandId: string): boolean =>
  caller.brands === null || caller.brands.includes(brandId);

/** Of some brands those that the caller may know of. */
export const servedOf = (caller: Pick<Caller, "brands">, brandIds: readonly string[]): string[] =>
  brandIds.filter((id) => serves(caller, id));

/** A brand behind somebody else's wall is not there. */
export function refuseForeignBrands(caller: Caller, brandIds: readonly string[]): void {
  if (brandIds.some((id) => !serves(caller, id))) throw new Refusal("not_found");
}
