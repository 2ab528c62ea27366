// Where a template is never tried because it cannot begin there, it must be sure that it cannot.
import { describe, expect, it } from 'vitest';
import { firstCharacters } from '../../../src/question/window/first-characters.ts';
import { fold } from '../../../src/question/window/fold.ts';
import { languages } from '../../../src/question/window/languages/index.ts';
import { recognisers } from '../../../src/question/window/recognisers/index.ts';
import { compile } from '../../../src/question/window/template.ts';
import { englishNewYork } from '../window-cases/english-new-york.ts';
import { englishSentences } from '../window-cases/english-sentences.ts';
import { french, german, japanese, portuguese, spanish } from '../window-cases/other-languages.ts';
import { casesOf } from '../window-cases/window-case.ts';

const said = (source: string): string | null => {
  const first = firstCharacters(source);
  return first === null ? null : [...first].sort().join('');
};

describe('the characters a pattern can begin with', () => {
  it('are those of its first part, and of what follows a part that may be absent', () => {
    expect(said('last')).toBe('l');
    expect(said('(?:the )?last')).toBe('lt');
    expect(said('(?<d>one|two)x')).toBe('ot');
    expect(said('[ab]c')).toBe('ab');
    expect(said('\\d{1,2}h')).toBe('0123456789');
    expect(said('(?<!\\d)0?1月')).toBe('01');
    expect(said('a{0,2}b')).toBe('ab');
    expect(said('x*(?=y)z')).toBe('xz');
  });

  it('are any where that cannot be told', () => {
    expect(said('.x')).toBeNull();
    expect(said('[^a]x')).toBeNull();
    expect(said('a?')).toBeNull();
  });
});

it('hold for every template at every place of every phrase', () => {
  const texts = [englishNewYork, englishSentences, german, french, spanish, portuguese, japanese].flatMap((table) =>
    casesOf(table).map(({ phrase }) => fold(phrase)),
  );
  let matches = 0;
  const wrong: string[] = [];
  for (const language of languages) {
    for (const recogniser of recognisers) {
      for (const template of [...(recogniser.templates[language.code] ?? []), ...(recogniser.templates.any ?? [])]) {
        const pattern = compile(template, language, recogniser.leadsADate === true);
        const first = firstCharacters(pattern.source);
        const everywhere = new RegExp(pattern.source, 'g');
        for (const text of texts) {
          for (const match of text.matchAll(everywhere)) {
            if (match[0] === '') continue;
            matches += 1;
            if (first !== null && !first.has(match[0].charAt(0))) wrong.push(`${template} in ${text}`);
          }
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(matches).toBeGreaterThan(1_000);
});
