import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { patchMe, postApiKey, putPassword, putSecondFactor, signIn } from "../../contract/accounts.ts";
import { postInbox } from "../../contract/inboxes.ts";
import { patchBrand, postSetup } from "../../contract/workspace.ts";
import * as rules from "./rules.ts";

const long = (length: number) => "x".repeat(length);
const letters = ["Ніна", "  Ines ", "", "   ", long(100), long(101)];
const addresses = [
  "ines@example.com",
  "Ines.O'Hara+shop@mail.example.co.uk",
  "ines@example",
  "ines@@example.com",
  "ines..d@example.com",
  ".ines@example.com",
  "ines.@example.com",
  "ines example@example.com",
  " ines@example.com",
  "@example.com",
  `${long(250)}@example.com`,
  "інес@example.com",
  "",
];
const passwords = ["", "short", long(9), long(10), "п’ять слів без зв’язку", long(200), long(201)];
const codes = ["123456", "12345", "k4m7-9qpt", "", long(20), long(21)];
const colours = ["#1f7a5c", "#1F7A5C", "1f7a5c", "#1f7a5", "#1f7a5cc", "red", ""];
const domains = [null, "kolobikes.example", "приклад.укр", "localhost", "a..b", "http://kolo.example", "-.-"];

describe.each<[string, rules.Rule, z.ZodType, unknown[]]>([
  ["a name", rules.words(100), postSetup.body.shape.name, letters],
  ["one's own name", rules.words(100), patchMe.body.shape.name.unwrap(), letters],
  ["an address", rules.email, postSetup.body.shape.email, addresses],
  ["an inbox's address", rules.email, postInbox.body.shape.address, addresses],
  ["a new password", rules.newPassword, putPassword.body.shape.next, passwords],
  ["a code", rules.code, putSecondFactor.body.shape.code, codes],
  ["a colour", rules.colour, patchBrand.body.shape.colour.unwrap(), colours],
  ["a domain", rules.domain, patchBrand.body.shape.domain.unwrap(), domains],
  ["rights", rules.some, postApiKey.body.shape.scopes, [[], ["conversations.read"]]],
  ["a trade", rules.chosen, postSetup.body.shape.trade, [null, "bank"]],
])("the screen judges %s as the server does", (_name, rule, shape, values) => {
  test.each(values.map((value) => [value]))("%j", (value) => {
    expect(rule(value) === null).toBe(shape.safeParse(value).success);
  });
});

test("an old password may be any, but not none", () => {
  expect(rules.password("")).not.toBeNull();
  expect(rules.password("old")).toBeNull();
  expect(signIn.body.shape.password.safeParse("old").success).toBe(true);
});
