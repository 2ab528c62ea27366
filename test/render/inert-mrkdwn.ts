// What Slack would do with a piece of mrkdwn, read as pessimistically as can be: everything outside a well-formed code
// span that could format, mention, link or turn into an emoji is a finding. Shares no code with the escaper.

/** The one link we make: the console's page of one event, Region and id in the form of one, the Region twice the same. */
const OUR_LINK =
  /<https:\/\/([a-z]{2}(?:-[a-z]+)+-\d)\.(?:console\.aws\.amazon\.com|console\.amazonaws-us-gov\.com|console\.amazonaws\.cn)\/cloudtrailv2\/home\?region=\1#\/events\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\|Open in CloudTrail>/g;

/** `text` with our own links to the console replaced by their label. */
export function withoutOurLinks(text: string): string {
  return text.replace(OUR_LINK, 'Open in CloudTrail');
}

const CODE_SPAN = /(^|[\s("“])`([^`\n]+)`(?=$|[\s)"”.,;!?…])/g;

/** Findings in `text`, empty when it only shows. */
export function activeMrkdwn(text: string): readonly string[] {
  const spans = [...text.matchAll(CODE_SPAN)].map((match) => match[2] ?? '');
  // Overlapping separators: one blank may close a span and open the next.
  const outside = text.replace(CODE_SPAN, '$1§').replace(CODE_SPAN, '$1§');
  return [
    ...findings('control sequence of Slack', /[<>]/, text),
    ...findings('bare ampersand', /&(?!amp;|lt;|gt;)/, text),
    ...findings('line break', /[\n\r\u0085\u2028\u2029]/, text),
    ...findings('hidden character', /[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u, text),
    ...findings('formatting', /[*_~`]/, outside),
    ...findings('mention', /[@#]/, outside),
    ...findings('emoji', /:[^\s:§]+:/, outside.replace(/\d{1,2}(:\d\d){1,2}/g, '0')),
    ...findings('link', /:\/\/|\bwww\.|\p{L}\.\p{L}/iu, outside),
    ...findings('quote or list', /^\s*(&gt;|[•-]\s|\d+\.\s)/, outside),
    ...spans.flatMap((span) => findings('code in code', /`/, span)),
  ];
}

function findings(what: string, pattern: RegExp, text: string): readonly string[] {
  const found = pattern.exec(text);
  return found === null ? [] : [`${what} “${found[0]}” in: ${text}`];
}
