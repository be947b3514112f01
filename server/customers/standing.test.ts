import { expect, test } from "vitest";
import { patchCustomer } from "../../contract/customers.ts";
import { getPlace } from "../../contract/routing.ts";
import { world } from "../../test/world.ts";

const { omar, nina, salma, conversationFrom } = await world();

const rankOf = async (id: string) => Date.parse((await omar.call(getPlace, { params: { id } })).rankAt!);
const hours = 3_600_000;

test("who is worth more to us comes sooner, at once and for all that waits", async () => {
  const [one, other] = [
    await conversationFrom("ines", "Where is my order KB-1?"),
    await conversationFrom("ines", "And where is KB-2?"),
  ];
  const before = [await rankOf(one.id), await rankOf(other.id)];
  const { id } = one.customer;

  expect(await omar.call(patchCustomer, { params: { id }, body: { tier: "vip" } })).toMatchObject({
    tier: "vip",
  });
  expect([await rankOf(one.id), await rankOf(other.id)]).toEqual(before.map((at) => at - 4 * hours));
  await omar.call(patchCustomer, { params: { id }, body: { tier: "valued" } });
  expect(await rankOf(one.id)).toBe(before[0]! - hours);
  await omar.call(patchCustomer, { params: { id }, body: { tier: "none" } });
  expect(await rankOf(one.id)).toBe(before[0]);
});

test("nobody changes the standing of a customer behind another brand's wall", async () => {
  const { id, customer } = await conversationFrom("tom", "Is the Dzvin in stock?");
  const before = await rankOf(id);
  await salma.refused(patchCustomer, { params: { id: customer.id }, body: { tier: "vip" } });
  expect(await rankOf(id)).toBe(before);
  expect((await nina.sees({ id })).customer.id).toBe(customer.id);
});
