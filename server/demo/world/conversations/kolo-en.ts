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
    daysAgo: 1.86,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Hello,

I ordered a City 7 in moss green on Tuesday last week (KB-20418). The tracking page shows "label created" since Wednesday and nothing else. Is it actually on its way? I'm on late shifts this week so I need to know which day to be home.

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
    daysAgo: 0.4,
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
    daysAgo: 41.05,
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
    dueInMinutes: -35,
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
    daysAgo: 63.12,
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
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "ines",
    language: "en",
    subject: "Rear light goes off over bumps",
    tags: ["warranty"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 121.17,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi, small thing. The rear light on my City 7 goes out every time I hit a pothole and comes back a minute later. It's the built-in one on the mudguard. Battery light so nothing to unplug as far as I can see?",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 95,
        text: `Hi Ines, the coin cell holder inside has a spring that flattens. Twist the red lens a quarter turn left, lift the spring up a little with a fingernail and close it again.

If it still drops out, tell me and a new light goes in the post; it's a two-screw job and you're well inside warranty.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1720,
        text: "Did the fingernail thing, went over the worst pothole in Bermondsey on purpose, still glowing. Thank you!",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "ines",
    language: "en",
    subject: "My bike was stolen, need paperwork for the insurance",
    tags: ["theft", "invoice"],
    priority: "high",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 26.9,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Hello,

Someone cut the lock outside the hospital on Sunday and took my City 7. The insurer wants proof of purchase, the frame number and a "statement of value", whatever that is, by the end of the week. I have your confirmation mail from last year but not the frame number, I never wrote it down.

Ines Duarte`,
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 33,
        text: `Oh Ines, I'm sorry. That bike had a lot of early mornings in it.

Attached: the invoice, a letter with your frame number (KC7-0391-1804) and today's price for the same model, which is what they mean by statement of value.

I've also marked the frame as stolen on our side. If anyone brings it to one of our workshops, or registers it in the app, we are told and so are you. Please give the frame number to the police too, they rarely ask for it.`,
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 2,
        text: "Frame KC7-0391-1804 flagged stolen in the registry.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 5400,
        text: "They paid out in full, they said the letter was the tidiest they'd had. I'm going to get another one, in a louder colour this time. And a better lock. Which would you get?",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 41,
        text: "The Zamok 14. It's heavy and ugly and nobody has got through one yet on our bikes. Skip the cable. When you order, write \"second of her name\" in the comment and I'll see that the mudguard stickers are free.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "marcus-webb",
    language: "en",
    subject: "Three Cargos down, all the same fault",
    tags: ["motor", "trade", "safety"],
    priority: "critical",
    status: "open",
    team: "technical",
    owner: "pavel",
    daysAgo: 0.6,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Pavel, it's Marcus Webb. I've got three Cargos dead this morning. Numbers four, seven and nine. They'll switch on, you get about two hundred yards and then the display goes E21 and that's your lot. I've two riders stood on the Old Kent Road with forty-odd kilos of flowers. What can you do for me today?",
      },
      {
        by: "pavel",
        kind: "note",
        afterMinutes: 6,
        text: "Called back at 08:52. All three are KE5-118 controllers, all three jet-washed last night by the new lad. Same plug as Priya Raman's.",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 11,
        text: `Marcus, as I said on the phone, in writing so your riders have it too:

– Battery out, plug under the bottom bracket apart, blow it dry with anything you've got, even a hand dryer in a café. It will probably get them home.
– Nobody rides in traffic with E21 showing.
– Our van is with you at 12:30 with four sealed harnesses and Joe, who does one in 25 minutes.
– No jet wash until all eleven have the new seal. We'll do the other eight on Saturday at your depot, our cost.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 96,
        text: "Four and nine limped home, seven didn't. Joe's rung to say half one rather than half twelve. That's the afternoon run gone. I'm not shouting but I want to know who pays for the two vans I've just hired.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "marcus-webb",
    language: "en",
    subject: "INV 3290 charged twice?",
    tags: ["invoice", "trade"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 87.85,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Morning. Statement shows INV 3290 (£1,184.40) on both the 2nd and the 19th. I've paid it once and I'm not minded to do it again. Can someone look.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 57,
        text: `Morning Marcus,

Paid once, owed once. The second line is a reminder that our new ledger prints as if it were an invoice; you're the third person it has annoyed, and it will say REMINDER in red from today.

Corrected statement attached: balance £0.00.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 12,
        text: "Good. Ta.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "hamish-reid",
    language: "en",
    subject: "Delivery to Mull",
    tags: ["delivery", "order"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 73.18,
    channel: "phone",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hello there, Hamish Reid on Mull. Your website says delivery to my postcode is forty-nine pounds and then a wee line underneath says free over five hundred. Which is it? Because the bike's eight hundred. And will they bring it on the ferry or leave it in Oban like the last crowd did with my freezer?",
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 4,
        text: 'Free, and on the ferry. He\'s been burned before so put "door, not Oban" on the label and pick the carrier with the island depot.',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 20,
        text: `Hello Hamish,

As promised, in writing: delivery is free, and it's to your door and not to Oban. The carrier crosses on Tuesdays and Fridays. If it's ever left on the mainland, we fetch it, not you.

The £49 line is gone from the page for orders over £500. You were right, it said two things at once.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 8900,
        text: "It came Friday, man carried it up the track himself. Gave him a scone.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "hamish-reid",
    language: "en",
    subject: "Chain coming off on the wee ring",
    tags: ["gears"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 31.97,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Gravel G2. Comes off to the inside going from big ring to small when I'm pedalling hard up to the house. Twice today. Pinched fingers and language. It's 5 months old, 1x or 2x I don't know the word, it has two at the front.",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 140,
        text: `Hi Hamish, two at the front is 2x.

Inside drop under load is the low limit screw. On the front mech there are two small screws; the one nearer the frame is marked L. Turn it clockwise, an eighth of a turn at a time, until there is about half a millimetre between chain and cage in the easiest gear. Then ease off the pedals for half a turn when you change down; that part is the rider's.

If you'd like it done for you, there's a mobile mechanic on the island on the first of the month and we'd pay.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2600,
        text: "Two eighths did it. I'm keeping the mechanic offer in my back pocket.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "lucia-ferrante",
    language: "en",
    subject: "Scratch on the fork, new bike",
    tags: ["damaged", "refund"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 55.05,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Good evening, my City 7 in cream is arrived today and is very beautiful, but on the left side of the fork there is a scratch, 6 cm, until the metal. The box had no hole so I think it was before. I am a little sad because it is the first new bike of my life. I don't want to make the big return for this, but it is not correct also. Photos attached. Lucia",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 38,
        text: `Dear Lucia,

You're right on both counts: it isn't worth a big return and it isn't correct either.

Three ways, you choose:
1. A new fork in cream, fitted at our Hackney shop while you have a coffee.
2. A bottle of factory paint and £70 back.
3. £110 back and the scratch stays as the bike's birthmark.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 61,
        text: "The number one please! I prefer that it is perfect. Saturday morning is possible?",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 14,
        text: "Saturday at ten, Hackney. Ask for Ollie, he knows, and he has been told about the coffee.",
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 2,
        text: "Ollie, Hackney: cream fork for frame 52, fit while she waits. Coffee. A decent one.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 5300,
        text: "It is perfect now. Ollie was very kind and the coffee was ok (I am Italian, ok is a compliment).",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "jb-carter",
    language: "en",
    subject: "Customs asked me for 11%, your site says duty included",
    tags: ["delivery", "billing"],
    priority: "high",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 95.86,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Order KB-18820 to Portland. Your checkout states "duties and taxes included for the US." Carrier now wants $142.38 before they release it. HTS 8712.00.35 is 5.5% by the way, not 11, so somebody classified it as something it isn't. Please advise which of us is paying and fix the classification.

J. B. Carter`,
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 180,
        text: `Mr Carter,

We are paying, all of it, and you were right on the code. Our broker filed it as a bicycle "other", which is the 11% line. They've refiled under 8712.00.35.

I've paid the $142.38 so that the bike isn't held up while they argue; the carrier confirms release for tomorrow. Please don't pay anything at the door.`,
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 3,
        text: "$142.38 booked to broker error, not to the order. Ask them for a list of the other US shipments filed under the 11% line.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2890,
        text: "Delivered, nothing due. Appreciate that you fixed it rather than explained it.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "jb-carter",
    language: "en",
    subject: "Spare battery to Oregon",
    tags: ["order", "battery"],
    priority: "normal",
    status: "closed",
    team: "night",
    owner: "grace",
    daysAgo: 43.42,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: 'I\'d like a second 500 Wh battery for the E-Tour. Cart says "not available in your region." You shipped me the bike WITH a battery so obviously you can ship one. What am I missing?',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 65,
        text: `You're missing an absurdity, not a detail. A battery in a bike travels as UN3481, a battery on its own as UN3480, and no carrier we have takes UN3480 by air to the US from us.

There is a way: our partner in Seattle stocks the same pack (same cells, their sticker). I've asked them to hold one at our price, $489, and they drive it to Portland on Wednesdays. Shall I put you in touch?`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 18,
        text: "Please do. And thank you for the UN numbers, I had that coming.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "aoife-byrne",
    language: "en",
    subject: "Says delivered, it isn't",
    tags: ["delivery"],
    priority: "high",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 68.02,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: 'tracking says my helmet was delivered at 11.42 and signed for by "BYRNE". I\'m Byrne. I was in work. I signed nothing',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 5,
        text: "Hi Aoife, that's a fair objection. Give me five minutes with the courier's map.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 9,
        text: "The driver's GPS put him at number 31, you're at 13. I've asked him to go back. Do you know anyone at 31?",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "aw god that's Mrs Byrne. no relation. she signs for everything. I'll go over, cheers!",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "aoife-byrne",
    language: "en",
    subject: "Is my bike part of the brake lever recall?",
    tags: ["safety", "brakes"],
    priority: "high",
    status: "waiting",
    team: "technical",
    owner: "grace",
    daysAgo: 2.81,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "A girl in my club says Kolo are recalling brake levers on the G2. I've a G2 from last summer and I'm doing a sportive on Sunday with a lot of down in it. Frame number KG2-0388-1173. Is it one of them and is it safe to ride until I hear?",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 29,
        text: `Hi Aoife,

It's not a recall, but there is something in what she heard: on a small run of G2s, the left lever's pivot pin can work loose. Numbers 0371 to 0379. Yours is 0388, so it isn't one of them.

As you're going downhill fast on Sunday, check it anyway: pull the left lever hard and wiggle it side to side. Any play at all, don't ride and ring us.

Would you send your clubmate's frame number, if she doesn't mind? If hers is in the run I'd rather reach her before Sunday than after.`,
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 2,
        text: "Nothing public yet about 0371–0379. Hannah's side is deciding on wording; until then we tell anyone who asks, plainly.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "sofie-lindqvist",
    language: "en",
    subject: "Replacement wheel, which address?",
    tags: ["warranty", "delivery", "out-of-office"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 58.95,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi, thanks for approving the warranty wheel (KB-18411). I forgot to say I am moving at the end of the month, from Malmö to Lund. Which address will you use? The new one is Tornavägen 12, 223 63 Lund.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 48,
        text: "Hi Sofie, Lund it is. The wheel is built on Thursday, so it would land in your moving week. Better to send it on the Monday after, or earlier to a pickup point?",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "Automatic reply: Hej! I am away until the 28th with little access to mail. For anything about the choir, please write to Marta. /Sofie",
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 3,
        text: "Auto-reply. No answer by the 28th means Monday after is the safe choice; remind myself then.",
      },
      {
        by: "nina",
        kind: "message",
        afterMinutes: 11900,
        text: "Welcome back, Sofie. I've chosen for you: the wheel left today and reaches Lund on Wednesday. Hope the move went without broken plates.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 340,
        text: "Perfect choice, and only one plate!",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "sofie-lindqvist",
    language: "en",
    subject: "Please delete my account",
    tags: ["privacy"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "omar",
    daysAgo: 19.18,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "I don't use the webshop account any more and would like you to remove it and what you know about me. I keep the bike, of course. If warranty needs something, tell me what.",
      },
      {
        by: "omar",
        kind: "message",
        afterMinutes: 210,
        text: `Hello Sofie,

Done today: login, addresses, marketing consent, browsing history, chat transcripts.
Kept, because the law asks us to: two invoices, for seven years, locked away from everyday use.
Kept, if you agree: frame number and date of sale, with no name, so that your warranty still works if you show us the bike.

Is the last one fine with you?`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 900,
        text: "Yes that is fine. Thank you for explaining it like to a person.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "kwame-boateng",
    language: "en",
    subject: "Shout-out for Ollie in Hackney",
    tags: ["praise", "workshop"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 84.01,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "I came in with ten minutes to closing, a snapped rear hanger and a train to catch. Ollie had no hanger in stock for mine, so he took one off HIS OWN bike. Refused a tip. I don't know how you measure this stuff but measure that.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 125,
        text: `Kwame, we measured it: the whole shop has read your message, the new hanger for Ollie's bike is on us, and he has been banned from refusing tips.

Thank you for taking the time. Hope you caught the train.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 44,
        text: "caught it with 90 seconds to spare",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "kwame-boateng",
    language: "en",
    subject: "helmet between sizes",
    tags: ["sizing"],
    priority: "low",
    status: "new",
    team: "night",
    owner: null,
    daysAgo: 0.06,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "hey, head is 58.5cm. Dzvin M goes to 58, L starts at 59 😐 help a brother out. it's a round head if that matters, not an egg",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "noah-feldman",
    language: "en",
    subject: "I think I ordered two bikes",
    tags: ["order", "refund"],
    priority: "high",
    status: "closed",
    team: "night",
    owner: "grace",
    daysAgo: 39.52,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "so your checkout spun for a minute, I hit pay again, and now I have two confirmation emails. KB-20301 and KB-20302. I do not need two E-Tours. my wife would say I do not need one",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 3,
        text: `Hi Noah! KB-20302 is cancelled, and the hold on your card drops off within 2–3 business days (it was never charged). KB-20301 ships Thursday.

Shall I tell your wife it was our checkout's fault? Because it was.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2,
        text: "please put that in writing lol",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 1,
        text: '"Dear Mrs Feldman, our checkout spun for a minute and your husband, a blameless man, pressed the button twice." There you go.',
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1,
        text: "framed. thanks Grace",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "kolo-mailer",
    language: "en",
    subject: "Undelivered Mail Returned to Sender",
    tags: ["bounce", "delivery"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "nina",
    daysAgo: 58.07,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `This is the mail system at host mx1.norrpost.example.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<sofie.lindqvst@norrpost.example>: host mail.norrpost.example said: 550 5.1.1 User unknown (in reply to RCPT TO command)`,
      },
      {
        by: "nina",
        kind: "note",
        afterMinutes: 14,
        text: 'Typo in the address typed at the counter (lindqvst, an "i" short). Corrected in the customer\'s record and the label resent; her reply came within the hour.',
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "priya-raman",
    language: "en",
    subject: "App wants to update the motor, should I let it?",
    tags: ["firmware", "app"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 78.97,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: 'Kolo Ride keeps nagging me to install 2.4.1 on the motor. last time my phone did an "improvement" I lost a day. is this one worth it?',
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 7,
        text: "Worth it: 2.4.1 stops the jerk when you set off on wet cobbles, and the range estimate stops lying below 20 %. Takes six minutes. Keep the phone within a metre, battery above 40 %, and don't answer a call halfway through.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 14,
        text: "done while the kettle boiled. it didn't brick!",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 2,
        text: "We try not to. Enjoy the smoother start.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "priya-raman",
    language: "en",
    subject: "Range has halved in the cold",
    tags: ["battery"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "pavel",
    daysAgo: 133.83,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "I used to get home and back twice on a charge, about 48 miles. This week I'm getting barely 26 and it's around zero in the mornings. Is the battery on its way out after one winter?",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 155,
        text: `Hi Priya, no, it's cold, not tired. Lithium cells give about a third less around freezing, and the estimate is worse if the bike sleeps outdoors.

Take the battery inside at night, put it in just before you leave, and start in Eco for the first mile. You should see 36 to 40 again. If you don't, send me a screenshot of Kolo Ride → Battery → Health and I'll judge it from the numbers.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4400,
        text: "38 miles today with the battery slept in the hall. Health says 96%. You're hired.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "tom-ashworth",
    language: "en",
    subject: "Swap 57 for 54 after all",
    tags: ["return", "sizing"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 26.04,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Grace, you were right about everything except my hallway. The 57 doesn't get round the bend in the stairs, I've now scratched both the wall and the marriage. Can I use the 30-day swap for a 54?",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 44,
        text: `Hi Tom, of course, and I should have asked about the stairs.

The 54 goes out today; when it arrives, hand the driver the 57 in the same box. No cost either way. As you're at 33 inseam I'm adding a longer seatpost so your knees don't pay for the hallway.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 6700,
        text: "Swapped. Fits the stairs, fits me, wall repainted. Sterling service.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "megan-hughes",
    language: "en",
    subject: "Second Mini, do you do a sibling discount?",
    tags: ["kids", "order"],
    priority: "low",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 19.95,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: 'Now his sister has one, number two wants one too (a Mini 20, red, "the fastest one"). Do you do anything for people who keep buying from you? Also does the red really look red or is it that orangey red?',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 72,
        text: `Hi Megan,

We don't call it a sibling discount but I've just made one: 12% with the code TWOWHEELS2 in your basket, good for a month.

It's tomato, not orange. Photo from the shop floor attached, no filter. And please tell him it has been independently verified as the fastest one.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 95,
        text: 'Ordered!! KB-20455. He\'s asking if it can be here tomorrow "because of racing".',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 12,
        text: "Tomorrow is beyond even us, but Thursday before school is not, so I've asked for the early van. Please wish him luck for Friday's race.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "becky-shaw",
    language: "en",
    subject: "return label doesn't print",
    tags: ["return"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 24.91,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "the label you sent for the Fold 20 opens as a blank page. tried phone and laptop",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 8,
        text: "Hi Becky, sorry about that, here's the same label as a picture instead of a PDF: that always prints. Your return number is R-5127, and the drop-off on Mare Street takes it until 8pm.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 30,
        text: "worked. dropping it off on the 3rd when I'm back",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "declan",
    language: "en",
    subject: "Can I put two on the bike to work scheme?",
    tags: ["billing", "trade"],
    priority: "normal",
    status: "waiting",
    team: "front-desk",
    owner: "grace",
    daysAgo: 6.18,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Well Grace,
Two of the lads want an E-Tour each through the scheme. I'm the employer, limited company, Waterford. My accountant says the cap's €1,500 for electric and these are €2,190. Can they pay the difference to you directly and I pay the rest, and will you invoice it that way? He's particular.
Declan`,
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 110,
        text: `Hi Declan,

Yes, and your accountant will like this: one invoice to O'Rourke Joinery for €1,500 per bike with the lads' names on it, and one receipt to each of them for €690. Same order number on all four papers.

One warning: the scheme covers a bike and safety gear in the one purchase, so if they want locks or helmets, they need to be on the order now and not next month. Do they?`,
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 4,
        text: "Two separate receipts at 690 each, invoice to the joinery at 1,500 × 2. Finance say fine as long as one order number is on all of them.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "declan",
    language: "en",
    subject: "Cargo box lid came with one hinge",
    tags: ["missing-part", "trade"],
    priority: "normal",
    status: "closed",
    team: "technical",
    owner: "grace",
    daysAgo: 46.98,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Lid for the Cargo box, opened it today, there's two hinges in the drawing and one in the bag. I could make one, I'm a joiner, but I paid for two.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 50,
        text: "Hi Declan, and a joiner's hinge would probably be better than ours, but you did pay for two. It's in tonight's post with the four screws, tracked to the workshop.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 4300,
        text: "Here. Fitted. Could still make you a better one.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "noah-feldman",
    language: "en",
    subject: "Gift for my dad, can it arrive on a specific day?",
    tags: ["order", "delivery"],
    priority: "normal",
    status: "waiting",
    team: "night",
    owner: "grace",
    daysAgo: 2.42,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "My dad turns 70 on the 21st and we're all chipping in on a City 7 for him (he's in New Jersey). Can you guarantee it's there on the 20th or 21st? Not the 18th, he opens everything. And can the box not say BICYCLE in two-foot letters.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 66,
        text: `Hi Noah, lovely present.

Guarantee is a big word with an ocean in between, so here's how I'd do it: it goes to our partner in Newark by the 15th, they build it, take it out of the box altogether and bring it in a plain van on the 20th, between 5 and 8pm. That costs $60, and I can promise it.

If you'd rather have the box on the 20th for him to open, that's free but I can only promise "20th or 21st". Which is more like your dad?`,
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "aoife-byrne",
    language: "en",
    subject: "Sunday opening",
    tags: ["advice"],
    priority: "low",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.29,
    channel: "chat",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "is the Hackney shop open sundays? in london for the weekend and I've a wobbly pedal",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "kwame-boateng",
    language: "en",
    subject: "Squeaky saddle driving me mad",
    tags: ["workshop"],
    priority: "low",
    status: "closed",
    team: "technical",
    owner: "grace",
    daysAgo: 108.03,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "City 7, every pedal stroke, squeak squeak. Only when sitting. It's not me, I checked.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 230,
        text: "Hi Kwame, it's nearly always the rails in the clamp. Loosen the bolt under the saddle, wipe rails and clamp with a rag, a smear of grease (lip balm at a pinch), tighten to 14 Nm. If it still sings, it's the seatpost: same treatment.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 1500,
        text: "Lip balm. Genuinely lip balm. Cherry. Silent.",
      },
    ],
  },
  {
    brand: "kolo",
    line: "service",
    inbox: "help@kolobikes.example",
    customer: "tom-ashworth",
    language: "en",
    subject: "Trade-in value of an old City 5",
    tags: ["order", "advice"],
    priority: "low",
    status: "open",
    team: "front-desk",
    owner: "grace",
    daysAgo: 3.19,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Last one, promise. My brother has a City 5, six years old, hub gears, one careful owner and one careless (him). Would you take it against a new 7?",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 80,
        text: "Hi Tom, gladly. For a City 5 that rides and stops, £140; if the hub changes through all eight, £180. He brings it to any of our shops, ten minutes, and the voucher is his the same day. Which shop would suit him?",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 2100,
        text: "Leeds? You haven't got one in Leeds, have you. Is there any way to do it by post, or does he have to haul it to London on the train?",
      },
    ],
  },
  {
    brand: "kolo",
    line: "support",
    inbox: "support@kolobikes.example",
    customer: "marcus-webb",
    language: "en",
    subject: "Pads wearing out in three weeks",
    tags: ["brakes", "trade"],
    priority: "normal",
    status: "waiting",
    team: "technical",
    owner: "pavel",
    daysAgo: 5.81,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Another one for you. Front pads on the Cargos used to do two months. Since the last batch we're on the metal in three weeks. Either my lads have got heavier or the pads have got softer.",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 130,
        text: `Marcus, pads. Our supplier moved us from sintered to resin in the 4-pack (part 7731-B) without shouting about it. Fine for a city bike, hopeless under 180 kilos.

Bin the 7731-B. Use 7731-S, it's the old compound. 24 sets are leaving today at no charge to replace the ones you've burned through.

Could you measure one disc for me, at the thinnest point? Under 1.6 mm and I'd like to replace that as well before you carry another thing on it.`,
      },
      {
        by: "pavel",
        kind: "note",
        afterMinutes: 6,
        text: "24 × 7731-S from the Hackney shelf. Webb's two vans for the E21 morning: Omar to decide, I would pay them.",
      },
    ],
  },
];
