// What a watcher found now → the report of its digest: what is new since the run before, what is bad, what to look at; what is
// as it should be is counted.
import { createHash } from 'node:crypto';
import { countOf, grouped } from '../answer/words/count.ts';
import type { Finding, FindingsRead } from '../domain/digest.ts';
import type { FindingsContent } from './definition.ts';
import { type DigestReport, FACTS_MAX, type ReportSection, type RunFacts } from './report.ts';

export function findingsReport(content: FindingsContent, read: FindingsRead, before: RunFacts | null): DigestReport {
  const open = read.findings.filter(({ grade }) => grade !== 'fine');
  const fine = read.findings.length - open.length;
  const known = before === null ? null : new Set(before.keys);
  const fresh = open.filter(({ key }) => known !== null && !known.has(hashed(key)));
  const now = new Set(open.map(({ key }) => hashed(key)));
  const gone = before === null ? 0 : before.keys.filter((key) => !now.has(key)).length;
  const complete = read.gaps.length === 0;
  return {
    sentence: sentenceOf(content, open.length, fine, gone, complete, read),
    mood: open.length > 0 ? 'news' : complete ? 'quiet' : 'open',
    fresh: fresh.length === 0 ? null : sectionOf('New since the digest before', fresh),
    sections: (['bad', 'watch'] as const).flatMap((grade) => {
      const all = open.filter((each) => each.grade === grade && !fresh.includes(each));
      return all.length === 0 ? [] : [sectionOf(TITLES[grade], all)];
    }),
    gaps: read.gaps,
    receipt: [
      complete ? 'Complete' : `Not complete: ${countOf(read.gaps.length, 'gap')}`,
      ...read.looked,
      ...(read.also ?? []),
    ],
    trend: null,
    rows: read.findings.length,
    facts: { keys: [...now].slice(0, FACTS_MAX), total: open.length, complete },
    question: null,
  };
}

const TITLES = { bad: 'To be mended', watch: 'To be looked at' } as const;

function sectionOf(title: string, findings: readonly Finding[]): ReportSection {
  return {
    title,
    total: findings.length,
    lines: findings.map(({ text }) => ({ text, eventId: null })),
    aside: false,
  };
}

function sentenceOf(
  { noun }: FindingsContent,
  open: number,
  fine: number,
  gone: number,
  complete: boolean,
  { looked }: FindingsRead,
): string {
  const count = open === 0 ? `0 ${noun.many}` : countOf(open, noun.one, noun.many);
  const others = [
    ...(fine === 0 ? [] : [`${grouped(fine)} as ${fine === 1 ? 'it' : 'they'} should be`]),
    ...(gone === 0 ? [] : [`${grouped(gone)} of the digest before ${gone === 1 ? 'is' : 'are'} gone`]),
  ];
  const said = [count, ...others].join('; ');
  if (complete) return `${said}; looked at ${looked.join(', ')}.`;
  return `${said}, found so far: not all could be looked at${open === 0 ? ', so this proves nothing yet' : ''}.`;
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12);
}
