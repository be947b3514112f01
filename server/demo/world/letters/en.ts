import type { DemoLetters } from "../types.ts";

export const en: DemoLetters = {
  names: {
    first: [
      "Alice",
      "Ben",
      "Carys",
      "Dominic",
      "Ellen",
      "Farah",
      "George",
      "Holly",
      "Isaac",
      "Jo",
      "Keira",
      "Leo",
      "Maeve",
      "Nigel",
      "Orla",
      "Pippa",
      "Rhys",
      "Sanjay",
      "Tess",
      "Will",
    ],
    last: [
      "Abbott",
      "Bramley",
      "Coyle",
      "Darby",
      "Ellis",
      "Fenwick",
      "Gould",
      "Hartley",
      "Ince",
      "Joyce",
      "Kerr",
      "Lomax",
      "Merton",
      "Nash",
      "Oakley",
      "Pryce",
      "Quinn",
      "Rowe",
      "Sharp",
      "Tully",
    ],
  },
  mailbox: "postbox.example",
  countries: ["GB", "GB", "IE", "US"],
  greetings: ["Hello,", "Hi there,", "Good morning,", "Hi,", "Dear team,"],
  closings: ["Thanks", "Many thanks", "Kind regards", "Cheers", "Best wishes"],
  dear: "Hi {name},",
  matters: {
    "kolo service": [
      {
        intent: "order_status",
        subject: "When does {order} arrive?",
        ask: "My {model} under {order} should have left you last week and the tracking has not moved. Could you tell me which day it really comes?",
        answer:
          "It missed a lorry by an hour, I am sorry. {order} is on tonight's one and the driver rings you before he sets off.",
        again: "Nobody rang and nothing came today. Is it on its way or not?",
        more: "I called the depot: it is on the van for tomorrow morning, and the delivery charge comes back to you.",
      },
      {
        intent: "product_advice",
        subject: "Which frame size for the {model}?",
        ask: "I am {n} cm tall and torn between two sizes of the {model}. Mostly town, now and then a day out. Which would you take?",
        answer:
          "At {n} cm take the larger one: the reach is what you notice on a day out, and the saddle goes low enough for town.",
        again: "One more thing I forgot: does the larger one still fit a child seat at the back?",
        more: "It does, with the long bracket. I have put a note on the page, since it ought to say so.",
      },
      {
        intent: "return_or_exchange",
        subject: "Sending back {order}",
        ask: "The {model} from {order} is lovely but too heavy for my stairs. It has been ridden twice. How do I return it, and what does it cost me?",
        answer:
          "It costs you nothing within thirty days. A label is on its way to you; leave the pedals off and the box need not be the one it came in.",
        again: "The courier would not take it because of the battery. What now?",
        more: "That was our label, the wrong one. A carrier who may take batteries comes to your door, any day you name.",
      },
    ],
    "kolo support": [
      {
        intent: "device_fault",
        subject: "{model} cuts out on hills",
        ask: "On anything steep the motor of my {model} stops and the display goes blank, then it comes back on the flat. Frame {serial}.",
        answer:
          "That is the plug under the bottom bracket nine times in ten. Pull it, dry it, push until it clicks; the film shows how. If it does it again, write here and we fetch it.",
        again: "Did all that twice. It still cuts out at the same place on the same hill.",
        more: "Then it is the controller, and that is ours to mend. I have booked you into the workshop and reserved the part.",
      },
      {
        intent: "how_to",
        subject: "Bleeding the brakes of the {model}",
        ask: "The lever of the rear brake comes to the bar. Can I bleed it at home, and which oil goes into the {model}?",
        answer:
          "You can. Mineral oil only, never DOT; the kit is fifteen pounds and the steps are in the guide, from page four. Keep the lever above the caliper.",
        again: "Followed the guide and it is still spongy. What did I miss?",
        more: "Usually a bubble at the lever. Tie it back overnight and top up in the morning; if that does not do it, bring it by and we do it while you wait.",
      },
      {
        intent: "warranty_or_repair",
        subject: "Squeak from the cranks, {serial}",
        ask: "Eight months old and it squeaks with every turn of the left pedal. Is that something the warranty covers?",
        answer:
          "It is. The bearing of that batch is known to us, and we change it without charge. Which of our shops suits you?",
        again: "The shop says they have no bearings. When will they?",
        more: "They have them from tomorrow, two under your name. I rang to be sure.",
      },
    ],
    "lumen service": [
      {
        intent: "invoice_or_payment",
        subject: "Invoice {order} without our VAT number",
        ask: "Invoice {order} has our address but not the VAT number, and accounts have bounced it. Can you issue it again?",
        answer:
          "Done: the new one is in your account under the same date, and the number is kept for all those to come.",
        again: "The new one has the number but the old address. Could both be right?",
        more: "Both are right now, and I have looked at it myself before sending it.",
      },
      {
        intent: "price_or_availability",
        subject: "Moving {n} seats to yearly",
        ask: "We pay monthly for {n} seats. What would a year cost, and can we add two people halfway through?",
        answer:
          "A year is ten months' price. People who come later pay for the months that are left, and leavers' seats can be passed on.",
        again: "And does the student price still hold for one of them?",
        more: "It does, until the end of the course; tick it beside the seat.",
      },
      {
        intent: "account_details",
        subject: "Changing the owner of our workspace",
        ask: "Our founder has left and the workspace still hangs on her address. How do I become the owner?",
        answer:
          "She confirms it with one click if she can still read that mailbox; if not, the company register and your letter are enough for us. I have sent you where to upload it.",
        again: "She cannot read it any more, and the upload page says the link is too old.",
        more: "A fresh link is with you, good for a week. Once it is in, it takes us an hour.",
      },
    ],
    "lumen support": [
      {
        intent: "error_or_crash",
        subject: "Lumen {version} closes when I paste",
        ask: "Since {version} the app closes whenever I paste a table from a spreadsheet. Mac, everything up to date.",
        answer:
          "It is ours, and {version} is the one that brought it. Until the next version, paste with Shift held: it comes in as plain rows and nothing closes.",
        again: "With Shift it stays open but the numbers lose their decimals.",
        more: "You found the second half of it, thank you. The fix for both is in tomorrow's version; I will make sure you have it.",
      },
      {
        intent: "sign_in_problem",
        subject: "No code arrives",
        ask: "I changed my phone and the six digits never come. I have {n} notes in there and a deadline.",
        answer:
          "I have sent you a one-time link to the address on the account. Once in, scan the new code under Security, and print the ten spare ones.",
        again: "The link says it was used already. I have not clicked anything.",
        more: "Your mail filter did, to see if it was safe. I have sent you one that needs a button to be pressed; filters do not press buttons.",
      },
      {
        intent: "data_loss",
        subject: "A notebook is empty on one device",
        ask: "The notebook “Thesis” has {n} notes on the tablet and none on the laptop. I am afraid to touch anything.",
        answer:
          "Nothing is lost: the laptop stopped syncing on a note of 80 MB. Leave the tablet as it is, open the laptop's status page and press “Try again”.",
        again: "It tried again and now shows half of them. Is the other half coming?",
        more: "It is: your line is slow and pictures come last. I watch it from here; at the present pace it is whole in an hour.",
      },
    ],
    "safra service": [
      {
        intent: "booking",
        subject: "Table for {n} on Friday",
        ask: "Could you seat {n} of us on Friday around eight, inside if possible? One of us uses a wheelchair.",
        answer:
          "With pleasure: a round table by the garden door, no step on the way, at eight. It is yours until a quarter past.",
        again: "We are two more now. Does the table stretch?",
        more: "It does; we have put the neighbouring one beside it. See you at eight.",
      },
      {
        intent: "complaint",
        subject: "Cold food and a long wait",
        ask: "We waited fifty minutes on Thursday and the lamb was cold when it came. Nobody said a word. That is not how I know you.",
        answer:
          "Nor how we want to be known. The kitchen had lost your slip and should have told you. Your main courses are taken off the bill, and I would like to have you back as my guests.",
        again: "Thank you, but the card still shows the full amount.",
        more: "The bank takes two days over it; the slip of the refund is attached so that you need not trust my word alone.",
      },
      {
        intent: "gift_card_or_voucher",
        subject: "Gift card for my parents",
        ask: "I would like to give my parents an evening with you, about {n}00 dirhams. Can it be printed nicely, and is it good for two years?",
        answer:
          "It can, and it is. Tell us the names and a line of your own and it is written by hand; the post takes two days.",
        again: "It has not come yet and the birthday is the day after tomorrow.",
        more: "Then we do not wait for the post: a rider brings a new one today, and the first is void.",
      },
    ],
  },
  promised: [
    {
      says: "I will ask the warehouse and write to you by tomorrow evening.",
      keeps: "As I said I would: the warehouse has looked, everything is in order, and you need do nothing.",
    },
    {
      says: "I will talk to the colleague who knows and come back to you by tomorrow at noon.",
      keeps: "I have spoken to him now: it is exactly as you thought, and I have put it right.",
    },
  ],
  handedOver: {
    service: "About money, not about a fault.",
    support: "Something is broken, so it is one for the technicians.",
  },
  thanks: ["That did it, thank you!", "Perfect, thanks.", "Great, that helps a lot."],
};
