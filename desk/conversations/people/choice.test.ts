import { expect, test } from "vitest";
import type { Recipients } from "../../../contract/participants.ts";
import { add, answer, choiceOf, forgetChoice, isChanged, remove, shownIn, toSend } from "./choice.ts";

const at = (address: string) => ({ name: "", address });
const derived: Recipients = {
  to: [at("ines@customers.example")],
  cc: [at("pavel@orlov.example")],
  asked: [],
  known: [],
  domains: [],
  answering: "m",
};
const fresh = () => {
  forgetChoice("c");
  return "c";
};
const sent = () => toSend(choiceOf("c"), derived);

test("what nobody changed is left to the server", () => {
  fresh();
  expect([sent(), isChanged(choiceOf("c"))]).toEqual([{}, false]);
});

test("what is taken out stands there struck, comes back, and is not sent while it is out", () => {
  const id = fresh();
  remove(id, "Pavel@Orlov.example", derived);
  expect(shownIn("cc", derived, choiceOf(id))).toMatchObject([{ is: "removed" }]);
  expect(sent()).toEqual({ to: derived.to, cc: [], bcc: [] });
  add(id, "cc", at("pavel@orlov.example"), derived);
  expect([shownIn("cc", derived, choiceOf(id)), sent()]).toMatchObject([[{ is: "derived" }], {}]);
});

test("whoever is put into another field leaves the first", () => {
  const id = fresh();
  add(id, "bcc", at("ines@customers.example"), derived);
  expect(sent()).toEqual({ to: [], cc: derived.cc, bcc: derived.to });
  add(id, "to", at("new@shop.example"), derived);
  add(id, "cc", at("new@shop.example"), derived);
  expect(sent()).toMatchObject({ to: [], cc: [derived.cc[0], at("new@shop.example")] });
  remove(id, "new@shop.example", derived);
  expect(sent()).toMatchObject({ cc: derived.cc });
});

test("another message is answered with whom that goes to, and what was chosen before is forgotten", () => {
  const id = fresh();
  add(id, "cc", at("new@shop.example"), derived);
  answer(id, "other");
  expect(sent()).toEqual({ answering: "other" });
});
