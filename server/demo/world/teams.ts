import type { DemoTeam } from "./types.ts";

export const teams: DemoTeam[] = [
  {
    key: "front-desk",
    name: "Front desk",
    serves: [
      { brand: "kolo", line: "service" },
      { brand: "lumen", line: "service" },
    ],
  },
  {
    key: "technical",
    name: "Technical",
    serves: [
      { brand: "kolo", line: "support" },
      { brand: "lumen", line: "support" },
    ],
  },
  {
    key: "floor",
    name: "Restaurant floor",
    serves: [{ brand: "safra", line: "service" }],
  },
  {
    key: "night",
    name: "Night shift",
    serves: [
      { brand: "kolo", line: "service" },
      { brand: "kolo", line: "support" },
      { brand: "lumen", line: "service" },
      { brand: "lumen", line: "support" },
      { brand: "safra", line: "service" },
    ],
  },
];
