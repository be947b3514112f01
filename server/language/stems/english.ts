import { stemmer } from "@orama/stemmers/english";

/** Porter's stem, with the past of the verbs that customers write and the nouns in -ion beside them. It takes folded words. */
export function stemEnglish(word: string): string {
  const known = irregular.get(word);
  if (known) return known;
  // The stemmer itself would take the t of connection with its ending.
  return stemmer(word.replace(/(?<=.{3}[^a][st])ions?$/, ""));
}

const irregular = new Map(
  Object.entries({
    break: "broke broken",
    buy: "bought",
    choose: "chose chosen",
    come: "came",
    deliver: "delivery deliveries",
    find: "found",
    freeze: "froze frozen",
    get: "got gotten",
    give: "gave given",
    keep: "kept",
    lose: "lost losing",
    pay: "paid",
    send: "sent",
    ship: "shipment shipments",
    steal: "stole stolen",
    subscribe: "subscription subscriptions",
    take: "took taken",
    tell: "told",
    think: "thought",
    write: "wrote written",
  })
    .flatMap(([lemma, forms]) => forms.split(" ").map((form): [string, string] => [form, stemmer(lemma)]))
    // Short words that only look like a plural.
    .concat(
      "this his was has does yes its us plus thus bus gas question questions"
        .split(" ")
        .map((one) => [one, one.replace(/ns$/, "n")]),
    ),
);
