// The closed list of words that carry the grammar of a question, and of those that carry nothing. A word that is neither
// here, nor a verb, a noun, a service or a filter, is unread, and unread words are asked about.

export type SmallRole =
  | 'who'
  | 'what'
  | 'which'
  | 'when'
  | 'why'
  | 'aux'
  | 'be'
  | 'somebody'
  | 'pronoun'
  | 'determiner'
  | 'and'
  | 'preposition'
  | 'not'
  | 'except'
  | 'try'
  | 'count'
  | 'anything'
  | 'events'
  | 'responsible'
  | 'behind'
  | 'private'
  | 'order'
  | 'chatter';

const WORDS: Readonly<Record<SmallRole, string>> = {
  who: 'who|who else|whom|by whom|by who|by which user|by which person|whodunnit|whodunit',
  what: 'what',
  which: 'which|whose',
  when: 'when|where|how|at what time|what time',
  why: 'why|how come|what for',
  aux: "did|do|does|done|has|have|had|can|could|would|will|should|may|might|didn't|hasn't|haven't|hadn't|don't|doesn't|couldn't|wouldn't|won't|can't|cannot",
  be: "is|are|was|were|be|been|being|got|gets|get|wasn't|isn't|weren't|aren't|'s",
  somebody:
    'somebody|someone|anybody|anyone|everybody|everyone|nobody|no one|people|person|persons|persona|somebody else|someone else|anybody else|anyone else|user or role|users or roles|principal|principals|identity|identities|engineer|engineers|team|actor|actors|culprit|guy|guys|idiot|bot|human|individual|one of us|colleague|colleagues|developer|developers|employee|employees|admin user|party',
  pronoun: 'we|us|they|them|he|she|him|her|it|i|you|this|that|itself|themselves|himself|herself',
  determiner:
    'the|a|an|any|some|all|every|each|these|those|my|our|your|their|his|its|another|both|no|all the|all of the|all of our|any of the|any of our|each of the|one of the|one of our|some of the|of them|this|that|one',
  and: 'and|or|and/or|nor|as well as|plus|then|and then|and also|and or',
  preposition:
    'came from|come from|comes from|of|on|in|from|to|for|with|via|using|through|by|at|as|against|within|inside|into|onto|under|over|about|across|regarding|concerning|involving|belonging to|out of|off|between|called|named|on behalf of|with the name|by the name of|with id|with the id|having|when using|by using|by means of|made by|made via|made with|made from|made in|made through|made using|coming from|originating from|performed by|done by|run by|issued by|carried out by|initiated by|triggered by|toward|towards',
  not: 'not|but not|and not|never',
  except:
    'except|except for|except by|other than|other than by|apart from|apart from by|excluding|besides|but|ignoring|without|without any|with no|but without|lacking|aside from|not counting|not including|minus|not by',
  try: 'try|tries|tried|trying|attempt|attempts|attempted|attempting|try and|tried and|fail|failed to|fails to|failing to',
  count:
    'how many|how many times|how often|number of|the number of|count of|count|the count of|number of times|total number of',
  anything:
    'resource|resources|aws resource|aws resources|cloud resource|cloud resources|infrastructure|infra|anything|something|everything|data|things|thing|stuff|anything else|whatever|what all|what else|what exactly',
  events:
    'event|events|call|calls|api call|api calls|request|requests|api request|api requests|action|actions|activity|activities|operation|operations|log entries|entries|usage|logs|log|audit event|audit events|cloudtrail event|cloudtrail events|aws calls|steps|behaviour|behavior|work',
  responsible:
    'responsible for|to blame for|at fault for|responsible|accountable for|guilty of|the one who|the ones who|the person who|the one that|the user who|the user that|the role that|the person that|whoever',
  behind: 'behind',
  private: 'privately|private|in private|only to me|only for me|just for me|just to me|for my eyes only',
  order:
    'first|last|latest|most recently|most recent|originally|initially|lastly|first of all|the first to|the last to|first to|last to|last time|first time|the last time|the first time',
  chatter:
    'for the audit|for the auditor|for the auditors|for an audit|for audit|for a report|for the report|for my report|for a ticket|for the ticket|for the postmortem|for a postmortem|for the post-mortem|for the incident|for an incident|for the incident report|for compliance|for my boss|for my manager|for security|for the security team|for the review|need this for the audit|need it|i need it|we need it|need this|pls|plz|please|hey|hi|hello|yo|thanks|thank you|thx|ta|cheers|asap|quickly|quick question|question|urgent|urgently|just|or not|ever|also|somehow|actually|really|exactly|ok|okay|so|well|now|right now|again|already|yet|still|even|maybe|possibly|perhaps|kindly|' +
    "tell|tell me|tell us|show|show me|show us|give me|give us|get me|find|find out|find me|check|check if|check whether|see if|look up|lookup|figure out|let me know|know|i need to know|need to know|want to know|i want to know|i'd like to know|i would like to know|wondering|i wonder|i'm wondering|curious|any idea|any idea who|do you know|does anyone know|does anybody know|do we know|can you|could you|would you|can you tell me|could you tell me|can you check|could you check|can you show me|can i see|can we see|i want to see|i need|need|if|whether|list|list of|a list of|list all|the list of|remind me|" +
    'send me a csv|send a csv|send csv|send me the csv|with a csv|with csv|as csv|as a csv|in csv|csv|csv please|csv file|as a csv file|export as csv|export to csv|and send me a csv|and send the csv|as a table|in a table|as a list|' +
    'itself|in aws|on aws|of aws|our aws|aws|in our aws|the logs|in the logs|in our logs|according to the logs|in the audit log|in the audit logs|in the cloudtrail logs|from the logs|in cloudtrail logs|according to cloudtrail|' +
    'with its role|using its role|with its own role|with its credentials|using its credentials|through its role|via its role|with the instance role|under its role|with its instance role|with its instance profile|' +
    'there|here|earlier|by default|ones|only|of type|of the type|type|of instance type|with instance type|of size|recently deleted|by accident|accidentally|by mistake|mistakenly|unexpectedly|suddenly|suspicious|suspiciously|on purpose|intentionally|the heck|on earth|the hell|tf|in the world|time|times|happened that|it was|was it|that was|who it was|who was it|do we have|have we got|is there|are there|was there|were there|there was|there were|has there been|have there been|out there|' +
    'end up|ended up|keep|keeps|kept|keeps on|kept on|go and|went and|go ahead and|get to|manage to|managed to|happen to|happened to have|been able to|decided to|decide to|seem to|able to|caused|made the call|the call|did so|please and thank you|details|detail|details of|info|information|info on|information on|info about|information about|report|a report|report on|a report of|overview|an overview|an overview of|summary|summary of|a summary of|whole|entire|complete|full|newly|fresh|specific|particular|certain|respective|current|existing|various|different|own|old|new|unknown',
};

function toMap(): ReadonlyMap<string, SmallRole> {
  const map = new Map<string, SmallRole>();
  for (const [role, phrases] of Object.entries(WORDS) as [SmallRole, string][]) {
    for (const phrase of phrases.split('|')) if (!map.has(phrase)) map.set(phrase, role);
  }
  return map;
}

/** Phrase in lower case → its role. */
export const SMALL_WORDS: ReadonlyMap<string, SmallRole> = toMap();
