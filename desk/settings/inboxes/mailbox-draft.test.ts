import { expect, test } from "vitest";
import { postMailbox } from "../../../contract/mailboxes.ts";
import { draftOf, takeFromOf, toBody, withProvider, withSecurity } from "./mailbox-draft.ts";
import { providerIds, providerOf, providers } from "./providers.ts";

const begun = draftOf(null, "help@kolobikes.example");

test.each(providerIds)("choosing %s leaves nothing to be filled in but who one is", (id) => {
  const draft = { ...begun, ...withProvider(id) };
  if (id === "other") return expect(draft.host).toBe("");
  expect(providerOf(draft.host)).toBe(id);
  const filled = { ...draft, password: "secret", clientId: "tandem" };
  const sent = { ...toBody(filled), takeFrom: takeFromOf(filled) };
  expect(postMailbox.body.parse(sent)).toMatchObject({
    host: providers[id].host,
    port: 993,
    security: "tls",
    username: "help@kolobikes.example",
    takeFrom: "now",
  });
});

test("a password that was not written is not sent, and one of the other way of signing in neither", () => {
  expect(toBody(begun)).not.toHaveProperty("password");
  const microsoft = { ...begun, ...withProvider("microsoft"), password: "left over", clientSecret: "hush" };
  expect(toBody(microsoft)).not.toHaveProperty("password");
  expect(toBody(microsoft)).toHaveProperty("clientSecret", "hush");
});

test("the usual port follows the encryption, another stays", () => {
  expect(withSecurity("starttls", begun)).toEqual({ security: "starttls", port: "143" });
  expect(withSecurity("tls", { ...begun, port: "143" })).toEqual({ security: "tls", port: "993" });
  expect(withSecurity("starttls", { ...begun, port: "1143" })).toEqual({ security: "starttls" });
});
