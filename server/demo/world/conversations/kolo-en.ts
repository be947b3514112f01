import type { DemoConversation } from "../types.ts";

export const koloEn: DemoConversation[] = [
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "ines",
    language: "en",
    subject: "Where is my order KB-20418?",
    tags: ["delivery", "order"],
    priority: "normal",
    status: "open",
    team: "front-desk",
    owner: "nina",
    daysAgo: 2.4,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Hello,

I ordered a City 7 in moss green on Tuesday last week (KB-20418). The tracking page has said "label created" for four days now and nothing else. Is it actually on its way? I'm on late shifts this week so I need to know which day to be home.

Thanks,
Ines`,
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 52,
        text: `Hi Ines,

I rang the depot rather than trust the page. Your bike missed the Friday lorry because the box was short of a pedal bag, and they didn't tell anyone. It is packed again and leaves tonight, so it should be with you on Thursday.

The driver will text an hour before. If Thursday is a late shift, tell me and I'll have them hold it for the next morning instead.

Nina`,
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 4,
        text: "Depot (Marek) confirmed by phone: pedal bag added, box resealed, on tonight's trunk. Promise to Ines: Thursday, or hold until Friday morning if she asks.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1310,
        text: "Thanks for ringing them Nina, really appreciated. Thursday I'm on until ten at night, so Friday morning please. And is there any way he could ring the bell for number 4 and not 14? Last parcel went to the wrong flat.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "priya-raman",
    language: "en",
    subject: "E21 on the display and the motor cuts out uphill",
    tags: ["motor", "safety"],
    priority: "high",
    status: "waiting",
    team: "technical",
    owner: "pavel",
    daysAgo: 3.6,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Third time this week. E-Tour 500, about eighteen months old. Going up Highgate Hill in Tour mode the display flashes E21 and assistance just dies, with a bus behind me. If I switch it off and on again it works for ten minutes or so.

Battery was at 64%. It was raining the first two times but not today. Frame number KE5-118-40732.`,
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 38,
        text: `Hi Priya,

Please don't ride it in traffic until we've found this; losing drive on a climb with a bus behind you is not something to live with.

E21 means the controller stopped hearing the torque sensor. On bikes of your batch it is nearly always the plug under the bottom bracket. Could you:

1. Switch the bike off and take the battery out.
2. Turn it over and look for a grey cable with a four-pin plug just behind the chainring.
3. Send me a photo of the plug, pulled apart if it comes easily.

If it looks green or wet, we know the answer.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 190,
        text: "Photo attached. It came apart with no effort at all and yes, one pin is properly green. I take it that's bad?",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 25,
        text: `That's the culprit, and it's covered: water got past a seal that was replaced on later bikes.

I've booked a courier to collect the bike tomorrow between 10 and 1. New harness and seal, test ride, back to you within four working days. You pay nothing. Would you like a loan City 7 in the meantime? I can send it in the same van, I only need to know by six this evening.`,
      },
      {
        by: "pavel",
        kind: "note",
        afterMinutes: 3,
        text: "Fifth E21 with a green pin in the KE5-118 batch this quarter. Worth telling Hannah's people it's a pattern and not five customers.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "tom-ashworth",
    language: "en",
    subject: "City 7: 54 or 57 frame?",
    tags: ["sizing", "advice"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 41,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi, I'm 5'11 with longish legs (33 inseam). Your chart puts me exactly on the line between 54 and 57 for the City 7. Which one?",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 6,
        text: "Hi Tom, the 57 if you like to sit upright with the bars high, the 54 if you lean forward a bit or carry the bike up stairs. With a 33 inseam I'd normally say 57. How far do you ride?",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 3,
        text: "four miles each way, flat, panniers, no rush",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 2,
        text: "Then 57, no contest. And if it feels like a gate when it arrives you have 30 days to swap it, we pay the courier both ways.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "Sold. Cheers Grace",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "becky-shaw",
    language: "en",
    subject: "STILL no refund",
    tags: ["refund", "complaint"],
    priority: "high",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.31,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Sent the Fold 20 back on the 3rd. Your own email says "received at warehouse" on the 6th. It is now three weeks and I have not seen a penny of my £649. I've been polite twice on the phone. I was told "3 to 5 days" by one person and "it's with accounts" by another.

If it isn't back on my card by Friday I'm going to my bank for a chargeback and I will be saying why in every review section I can find.

Order KB-19877. Rebecca Shaw`,
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "megan-hughes",
    language: "en",
    subject: "Kolo Mini 16: stabilisers don't reach the ground",
    tags: ["kids", "assembly"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "grace",
    daysAgo: 63,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Put my daughter's Mini together last night, all fine except the stabilisers hang about 2cm off the floor on both sides. Have I done it wrong or are they meant to do that? She's 4 and very cross with me.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 75,
        text: `Hi Megan,

They are meant to hang a little (about half a centimetre, so the bike leans and she learns to balance), but two is too much. I think the bracket is upside down; it's an easy mistake as both ways bolt on.

Look for the word DOWN stamped on the inside of each bracket. It should face the ground. Flip both, tighten the wheel nuts firmly, and you should be at 5–8 mm.

Tell her it was the drawing's fault. It was: page 6 shows it from the wrong side and we're redrawing it.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 410,
        text: "DOWN was facing up, both of them. Sorted in five minutes and she has forgiven me. Thank you!",
      },
    ],
  },
];
