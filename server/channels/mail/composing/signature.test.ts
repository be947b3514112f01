import { expect, test } from "vitest";
import { signatureOf } from "./signature.ts";

const facts = { agentName: "Nina Kovalenko", brandName: "Kolo Bikes", teamName: "Workshop" };

test.each([
  ["{{agent.firstName}}, {{team.name}}\n{{brand.name}}", facts, "Nina, Workshop\nKolo Bikes"],
  ["{{ agent.name }}", facts, "Nina Kovalenko"],
  ["{{agent.name}}\n{{brand.name}}", { ...facts, agentName: "" }, "Kolo Bikes"],
  ["Yours, {{unknown}} {{agent.nam", facts, "Yours, {{unknown}} {{agent.nam"],
  ["Kolo Bikes\n\nHarbour street 4", facts, "Kolo Bikes\n\nHarbour street 4"],
])("%j", (words, given, expected) => expect(signatureOf(words, given)).toBe(expected));
