import type { DemoConversation } from "../types.ts";

export const safraEn: DemoConversation[] = [
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "anika-desai",
    language: "en",
    subject: "Coeliac, table for four on Saturday",
    tags: ["allergy", "booking"],
    priority: "high",
    status: "closed",
    team: "floor",
    owner: "grace",
    daysAgo: 24,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hello, we have a table for four at 7:30 this Saturday (name Desai). I'm coeliac, not \"cutting down on bread\", so I need to know about shared fryers, flour on the grill, and bulgur in things that don't look like they have it. Could someone ask the kitchen and come back to me? Happy to eat simply.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 35,
        text: `Dear Anika,

I've just come from the kitchen so this is first hand.

Safe as they are: mixed grill (own tray, no marinade with flour), fattoush without the bread, labneh, muhammara without the crumbs if we make it fresh, grilled sea bass, rice.
Never safe here: kibbeh, tabbouleh, anything fried. One fryer, and falafel goes in it.

Chef Marwan will cook yours himself and put a green flag on the plate. If the flag is missing, please send it back; we would rather you did.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 50,
        text: "This is the best answer I've ever had from a restaurant. See you Saturday.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4400,
        text: "It was lovely, and the flag made my mother laugh. Thank you, and thank the chef.",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "michael-brandt",
    language: "en",
    subject: "Dinner for 12, Tuesday, on account",
    tags: ["booking", "private-dining", "trade"],
    priority: "normal",
    status: "waiting",
    team: "floor",
    owner: "grace",
    daysAgo: 3,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Dear Grace,

Same again please: twelve on Tuesday, private room if it's free, 19:30 for 20:00. Two guests keep halal strictly (fine, obviously), one is vegan, and our chairman doesn't do coriander. We'll need the short set menu, and wine list on the table rather than handed to me, it saves a scene.

Invoice to Nordquay as usual, PO 77120.

Michael`,
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 42,
        text: `Dear Michael,

The room is yours from 19:15, twelve covers, set menu A. Vegan guest gets the mezze and a stuffed courgette main; the chairman's dishes are marked "no coriander" on every ticket, including the soup where it hides.

One thing to decide: the terrace doors are being repaired on Tuesday, so the room has no outdoor smoking corner that night. Is that a problem for this group, or shall I hold the corner tables on the terrace as well?`,
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "jessica-park",
    language: "en",
    subject: "lost earring??",
    tags: ["lost-property"],
    priority: "normal",
    status: "new",
    team: "floor",
    owner: null,
    daysAgo: 0.02,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "hi! we were there last night, table by the big window, party of 3 around 9. I think I lost a gold earring, small hoop with a green stone. It was my grandma's. did anyone hand anything in?? I fly home thursday",
      },
    ],
  },
  {
    brand: "safra",
    line: "service",
    inbox: "table@safra.example",
    customer: "peter-vandermeer",
    language: "en",
    subject: "Gift card will not go through on your website",
    tags: ["gift-card"],
    priority: "normal",
    status: "closed",
    team: "floor",
    owner: "grace",
    daysAgo: 39,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "I try to buy a gift card of AED 500 for my colleague. The page takes my card and then turns white. Have I paid or not? I do not want to pay twice.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 27,
        text: `Dear Peter,

You have not paid; the bank declined nothing, our page simply fell over after the first step. I'm sorry for the fright.

May I make it by hand? Tell me the name to put on it and I'll send you a payment link for AED 500, and the card as a PDF within ten minutes of it going through. We'll add a pot of saffron tea for the trouble.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 33,
        text: "Name: Marijke. Paid just now.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 8,
        text: "And here is Marijke's card, attached, valid for a year, tea included. Thank you for your patience, Peter.",
      },
    ],
  },
];
