// Set phrases that say what kind of question it is, with the words they take up. All patterns are fixed phrases: linear.
import type { Lead } from './kind.ts';

export interface LeadsRead {
  readonly leads: ReadonlySet<Lead>;
  /** Half-open spans of the sentence that the phrases take up. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

const ABOUT = '(?: of| for| on| about| around| with| to)';
const TIMELINE = new RegExp(
  "\\b(?:what(?:'s| is| has| have| had| was| all)?(?: ever| all)? (?:happened|happening|happen|been happening|going on|gone on|occurred|went on|become)" +
    '(?: to| with| on| around| of)?' +
    `|what did happen to|(?:full |complete |whole |entire |change |audit )?(?:history|timeline|time line|story|biography|chronology|audit log|audit trail|change log|changelog)${ABOUT}` +
    `|(?:everything|anything|all|all that|every event|all events|all the events|all activity|all activities|all api calls|all calls|every call|events|activity|every action)(?: that| which)? (?:happened to|happening to|happened in|happened on|happened|involving|concerning|touching|relating to|related to|mentioning|that mention|that mentions|naming|that touched|affecting|that involve|that involved|to do with|known about|you know about|about)` +
    '|(?:history|timeline|chronology)\\s*[?.!]*$)',
  'i',
);
const HEADS: readonly (readonly [Lead, RegExp])[] = [
  ['timeline', TIMELINE],
  [
    'identity',
    /\bwho(?:m)?(?:'s| is| was| are| were| stands| stood| sits| really is| actually is| has been| hides| is really| was really| is actually)? (?:really |actually |the person |the human |the user |hiding |sitting )?behind\b/i,
  ],
  ['identity', /\bwho (?:does|did|do) (?=.{1,300}\bbelongs? to\b)/i],
  [
    'identity',
    /\b(?:whose (?:is|was|access key is|key is|session is|session was|role is)|who (?:owns|owned|holds|possesses)|owner of|holder of|identify|unmask|trace back|trace|the human behind|person behind|human behind|the person behind|real identity of|true identity of|identity of|who opened (?:the )?session)(?= |$)/i,
  ],
  [
    'origin',
    /\bwhere(?:'s| does| did| do| is| was| has| have| came)?(?= .{0,300}\b(?:come|came|coming|originates?|originated|stems?|from)\b)/i,
  ],
  ['origin', /\b(?:origin|origins|provenance|source) of(?= )/i],
  [
    'origin',
    /\bhow (?:did|was|has|were)(?= .{0,300}\b(?:come about|come into being|come to exist|get created|originate)\b)/i,
  ],
  [
    'person',
    /\bwho(?:'s| is| was| are| were)(?= (?:the |this |that )?(?:user |role |session |key |access key |principal |actor |ip |identity |instance )?\uE000)/i,
  ],
];
const TAILS: readonly (readonly [Lead, RegExp])[] = [
  [
    'origin',
    /\b(?:come from|came from|coming from|originates?(?: from)?|originated(?: from)?|stems? from|come about|come into being|come to exist|get created|from)(?=\s*(?:[?.!,;]|and\b|$))/i,
  ],
  ['identity', /\bbelongs? to\b/i],
];
const DEEDS =
  /\b(?:and|,)?\s*(?:also )?what (?:did|do|does|has|have|had|was|were|is) (?:they|it|he|she|that|this|this one|that one|the session|the user|the person|the key|the role) (?:do|done|been doing|doing|up to|been up to|used for|get up to|make|call|change|touch)\b|\band (?:its|their|his|her) (?:activity|actions|deeds|calls|events)\b|\b(?:and )?what it (?:did|has done|was used for)\b|\b(?:and )?what they (?:did|have done|were doing|got up to)\b/i;

/** `masked`: the sentence in lower case with every name replaced by `\uE000` characters of the same length. */
export function readLeads(masked: string): LeadsRead {
  const leads = new Set<Lead>();
  const spans: (readonly [number, number])[] = [];
  const take = (lead: Lead, match: RegExpExecArray | null) => {
    if (match === null) return false;
    leads.add(lead);
    spans.push([match.index, match.index + match[0].length]);
    return true;
  };
  take('deeds', DEEDS.exec(masked));
  const rest = leads.has('deeds') ? blank(masked, spans) : masked;
  // "where does K come from and who is behind it" has two: each takes its own words.
  for (const [lead, pattern] of HEADS) {
    if (!take(lead, pattern.exec(blank(rest, spans)))) continue;
    for (const [tail, end] of TAILS) if (tail === lead) take(lead, end.exec(blank(rest, spans)));
  }
  return leads.has('deeds') && leads.size === 1 ? { leads: new Set(), spans: [] } : { leads, spans };
}

function blank(text: string, spans: readonly (readonly [number, number])[]): string {
  let out = text;
  for (const [from, to] of spans) out = out.slice(0, from) + ' '.repeat(to - from) + out.slice(to);
  return out;
}
