import { englishTimes } from "./english-times.ts";
import { act, type Grammar, oneOf } from "./grammar.ts";

const adverbs = `(?:${oneOf(`
  also|then|now|just|definitely|certainly|personally|surely|of course|immediately|today|tomorrow|first
  again|still|gladly|be sure to|make sure to|make sure that|see to it that|happily|quickly|straight away
  at once|soon|shortly|double|re
`)}[ -])*`;
const aux = "(?:'ll| will| shall|(?:'m| am|'re| are|'s| is) (?:going|about) to)";

/** Who works here, besides me and us. */
const staff = oneOf(`
  colleague|manager|duty manager|supervisor|technician|engineer|mechanic|specialist|expert|accountant|plumber
  electrician|fitter|consultant|advis[eo]r|lawyer|doctor|nurse|dispatcher|team|workshop|warehouse|department
`);
const ours = oneOf(String.raw`
  (?:our|my|one of our|one of my) (?!system|web ?site|shop|store|office|newsletter|line|sale|app|offer)[\p{L}-]+(?: [\p{L}-]+){0,3}?
  (?:a|the|another) ${staff}(?: (?:of|from|in|at) [\p{L} ]{2,30}?)?
`);
const we = "(?:i|we|(?:one|some) of us)";
const adverbBefore = "(?: (?:personally|also|then|now|certainly|definitely|both))*";

/** What customers wait for: words back to them, finding out, things and money on their way. */
const strong = oneOf(`
  find (?:this |that |it )?out|figure (?:this |that |it )?out|look (?:into|it up|this up)|check
  double-check|recheck|verify|clarify|confirm|investigate|inquire|enquire|ask|consult|speak (?:to|with)
  talk (?:to|with)|reach out|chase|request|review|examine|inspect|test|reproduce|search|locate|trace
  track (?:it |this |that )?down|(?:come|get|be|go|write|report|revert)(?: straight| right)? back
  get (?:straight |right )?back|get in touch|be in touch|reply|respond|answer|revert|write|email|e-mail
  mail|text|message|call|phone|ring|telephone|give you a (?:call|ring|shout)|drop you|follow up
  let you know|tell you|inform|notify|update you|keep you (?:posted|updated|informed)|report|contact|send
  re-?send|forward|post|ship|dispatch|courier|deliver|bring|hand over|refund|reimburse|credit|compensate
  pay (?:you )?back|return (?:the|your)|transfer|replace|exchange|repair|fix|mend|resolve|solve|sort
  rectify|correct|remedy|cancel|extend|renew|issue|reissue|arrange|schedule|reschedule|book|organi[sz]e
  prepare|provide|supply|pick (?:it|the|up|your)|collect|escalate|process|unlock|restore|activate
  reactivate|upgrade|waive
`);
const doing = oneOf(`
  (?:call|phon|ring|writ|email|e-mail|send|shipp|dispatch|post|refund|issu|replac|repair|contact|updat|review|investigat|check|visit|deliver|collect|process|credit|extend|fix|arrang|return|transferr)ing
  getting (?:back|in touch)|coming back|following up|looking into
`);
/** What binds nobody: feelings, states and what we cannot but do. */
const empty = oneOf(String.raw`
  be (?:happy|glad|pleased|delighted|honou?red|grateful|thrilled|here|there|there for|open|closed|away|out|off|on (?:leave|holiday|vacation|the)|unavailable|available|offline|waiting|looking|sorry|honest|able to help|better|fine|back (?:in (?!\d|an? |half|two|three|five|ten)|from|at (?:work|the office|my desk))|in the office|at (?:the|your)|unable|missing|working|charging you|needing|doing our|doing my|monitoring)
  have to|need|love|like|hope|wait|look forward|look at it again|assume|miss|appreciate|understand
  consider|continue|always|remain|keep in mind|remember|see(?! (?:to|what|whether|if|about))|want|enjoy
  welcome|bear|never|not|no longer|stay|respect|value|admit|forget|charge|require
  take (?:care of you|into account|your)|gladly help|help|assist|support you|try
  do (?:my|our|everything|all|whatever)
`);
const anyVerb = "[a-z]+";

const noun = oneOf(`
  answer|reply|response|decision|update|news|refund|money|payment|replacement|parcel|package|order
  confirmation|results?|call|message|details|documents?|contract|invoice|quote|card|device|voucher
  certificate|login details
`);
const sent = oneOf(`
  sent(?: out)?|shipped|dispatched|posted|delivered|refunded|reimbursed|credited|transferred|paid(?: out)?
  processed|issued|replaced|repaired|fixed|corrected|resolved|exchanged|handed over|collected|picked up
  prepared|ready|extended|on (?:its|their) way|with you|back (?:on|in|with)|restored|unlocked|activated
`);

const theirs =
  /\b(?:manufacturer|supplier|vendor|bank|courier|carrier|driver|post office|postman|seller|customer|insurer|system|website|airline|landlord)\b/;

const subject = (match: RegExpExecArray) => theirs.test(match[0].replace(/^our [\p{L}]+/u, ""));

/** English. */
export const english: Grammar = {
  tagQuestion:
    /(?:ok|okay|all ?right|is that (?:ok|okay|fine|all right)|does that (?:work|suit)[^?]*|deal|if that'?s ok)\s*\?/,
  courtesy:
    /,? ?(?:if (?:that|this|it)(?:'s| is| suits| works)[^,.;]*|if you (?:don't mind|like|agree)|if (?:possible|need be|necessary|not (?:sooner|earlier|before)))/g,
  condition:
    /(?:^|[,;:(] ?|\b(?:and|but|so|or|then) |[^,;:] (?<!\b(?:check|see|ask|know|out|clarify|confirm|tell|verify|you|sure|test|question|wonder|asking|checking|learn)(?: [\p{L}-]+){0,6} ))if\b|\bunless\b|\bprovided\b|\bin case\b|^should (?:you|there|anything)|\b(?:once|after|when|whenever|as soon as|until|the moment|on condition that|assuming)(?: that)? (?:you|your)\b|\bin the event\b/u,
  errand:
    /^(?:[^,]{0,30}, )?(?:please |just |so )*(?:send|tell|show|forward|reply|write|email|message|text|call|confirm|upload|attach|share|let (?:me|us) know)\b/,
  afterSomething: /\b(?:as soon as|once|when|after) (?:we|i|the|our|my|it|they|he|she)\b/,
  loose:
    /\b(?:usually|normally|typically|generally|as a rule|in general|on average|in most cases|every(?! effort)|always|never|automatically|perhaps|maybe|might|hopefully|probably|possibly|i hope|we hope|i think|we think|i believe|i guess|i doubt|don't think|not sure|afraid|i wish|(?:cannot|can't|won't|not) (?:promise|guarantee|say|tell)|would|could|should(?! expect)|nobody|no one|none of)\b/,
  told: /(?:\b(?:i|we) (?:was|were|am|are|have been) told\b[^,;.]*|\b(?:you|she|he|they|colleague|somebody|someone|customer)\b(?: (?:have|has|had|also))? (?:said|told|wrote|promised|asked|say|wrote|claimed|mentioned)\b[^.]*|\b(?:understand|see|noted|know|realise|realize|aware)(?: that)? you\b[^,;.]*)$/,
  lead: /(?:\b(?:by|before|on|at|until|till|in|within|around|during|no later than)(?: the)? )$/,
  trail: /^ at the latest\b/,
  joins:
    /^[\s,(]*(?:and|or|to|at|on|by|in|of|the|around|about|before|until|till|-|–|for|not later than|at the latest|latest|no later than|that is|i\.e\.)?(?: the| of| at| on| by| about)?[\s,(]*$/,
  acts: [
    act(
      0.85,
      `${we}${adverbBefore}${aux} ${adverbs}(?:be (?:able to|in touch|back (?:with|to) you|${doing})|${strong})`,
      {
        unless: (match, sentence) =>
          new RegExp(`${aux} ${adverbs}${empty}\\b`, "u").test(
            sentence.slice(match.index, match.index + match[0].length + 14),
          ),
      },
    ),
    act(0.6, String.raw`${we}${adverbBefore}${aux} ${adverbs}(?!${empty}\b)${anyVerb}`, { needsTime: true }),
    // "We'll look at it and come back to you": the second verb may be what binds.
    act(
      0.8,
      String.raw`${we}${adverbBefore}${aux} ${adverbs}(?!not\b|never\b|be\b|have to\b)[^,;:]{0,60}? and (?:then |also )?(?:will |'ll )?${strong}`,
    ),
    act(0.75, `(?:and|but|so|then)(?: then| also)? will ${adverbs}${strong}`, {
      unless: (match, sentence) =>
        !/\b(?:i|we|my|our)\b(?!.*\b(?:you|he|she|they|it|bank|courier|system)\b)/.test(
          sentence.slice(0, match.index),
        ),
    }),
    act(
      0.75,
      `${ours}${aux} ${adverbs}(?:be (?:in touch|back (?:with|to) you|with you|${doing})|visit|come|${strong})`,
      { unless: subject },
    ),
    act(0.55, String.raw`${ours}${aux} ${adverbs}(?!${empty}\b)${anyVerb}`, {
      needsTime: true,
      unless: subject,
    }),
    act(
      0.65,
      String.raw`(?:he|she|they|(?!bank|manufacturer|supplier|courier|carrier|nobody|somebody|everybody|someone|everyone|that|this|it|which|who|there|you|driver|seller)[\p{L}]+)${aux} ${adverbs}(?:call|phone|ring|email|e-mail|text|message|visit|contact|write to|reply to|answer|get back to|come back to|get in touch with|be in touch with) you`,
      {
        needsTime: true,
        unless: (match, sentence) =>
          theirs.test(sentence.slice(Math.max(0, match.index - 12), match.index + match[0].length)) ||
          /^(?:i|we)\b/.test(match[0]),
      },
    ),
    act(
      0.7,
      String.raw`you(?:'ll| will| shall)? (?:also )?(?:hear (?:back )?(?:from (?:me|us|our|my)|within|by|in)|(?:receive|get|have) (?:(?:an?|the|our|my|your|it|his|her|their|some) )?(?:[\p{L}-]+ ){0,2}?${noun}s?)`,
      {
        needsTime: true,
        unless: (match, sentence) =>
          /automatic/.test(sentence) ||
          (/^you (?:have|get|receive|hear)/.test(match[0]) && !/\b(?:my|our)\b/.test(match[0])),
      },
    ),
    act(
      0.6,
      String.raw`(?:your|the|a|an|it|this|that|everything|money|refund|missing|spare|new)(?: [\p{L}'-]+){0,5}(?:'ll| will| shall)(?: then| also)? be (?:${sent})`,
      { needsTime: true },
    ),
    act(
      0.75,
      String.raw`let me(?: just| quickly| first)? (?!know\b|explain|say|assure|tell|put)(?:${strong})(?:[^.;]{0,80}? and (?:i'll |i will |then )?(?:get|come|be|let you|tell|write|call|update|reply))?`,
    ),
    act(
      0.8,
      "(?:i|we)(?: can| do| hereby)? (?:promise|undertake|guarantee|commit|pledge)(?: you)?(?: (?:to|that|you)| we| i)[^.;]{2,}",
      {
        needsTime: true,
        unless: (match, sentence) =>
          /\b(?:cannot|can't|not|never)\b/.test(sentence.slice(0, match.index + match[0].length)),
      },
    ),
    act(
      0.55,
      String.raw`(?:i'm|we're|i am|we are)(?: also| now| just| currently)? (?:sending|shipping|dispatching|posting|issuing|refunding|replacing|booking|ordering|delivering|calling|visiting|arranging|transferring|collecting|releasing|fixing|repairing|crediting|extending|returning|preparing)\b`,
      { needsTime: true },
    ),
    act(
      0.75,
      `(?<=^|[,;:.!–-] ?)will ${adverbs}(?!you|we|i|he|she|it|they|that|there|the|this|your|not|be|have)(?:${strong})`,
    ),
    act(0.7, "(?<=^|[,;:–-] ?)(?:will be )?back (?:to|with) you", { needsTime: true }),
    act(
      0.7,
      String.raw`(?<=^|[,;:–-] ?|please |should )expect (?:(?:a|an|my|our|the) )?(?:[\p{L}-]+ )??(?:call|reply|answer|message|update|e-?mail|response|decision)`,
      { needsTime: true, unless: (_, sentence) => !/\b(?:me|us|my|our)\b/.test(sentence) },
    ),
    act(
      0.5,
      `${we}(?: aim to| plan to| intend to|${aux} (?:try(?: to| and)|do (?:my|our) (?:very )?best to|do (?:everything|all|whatever) [^,;]{0,20} to)) ${strong}`,
      { needsTime: true },
    ),
  ],
  times: englishTimes,
};
