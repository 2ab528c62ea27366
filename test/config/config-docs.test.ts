import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configTable, envExample, tableMarkers, withConfigTable } from '../../src/config/config-docs.ts';
import { settingNames } from '../../src/config/settings.ts';

const root = new URL('../../', import.meta.url);
const readme = existsSync(new URL('README.md', root)) ? readFileSync(new URL('README.md', root), 'utf8') : '';
const written = withConfigTable(readme);

describe('the documentation of the settings', () => {
  it('has every setting in the table and in .env.example', () => {
    for (const name of settingNames) {
      expect(configTable()).toContain(`| \`${name}\` |`);
      expect(envExample()).toMatch(new RegExp(`^# ${name}=`, 'm'));
    }
  });

  it('is current in .env.example (else run: npm run build && node scripts/config-docs.mjs)', () => {
    expect(readFileSync(new URL('.env.example', root), 'utf8')).toBe(envExample());
  });

  it.skipIf(written === null)('is current in README.md, where its markers are', () => {
    expect(written).toBe(readme);
  });

  it('replaces what stands between the markers and nothing else', () => {
    const text = `before\n${tableMarkers.start}\nold\n${tableMarkers.end}\nafter`;
    const next = withConfigTable(text);
    expect(next).toBe(`before\n${tableMarkers.start}\n${configTable()}\n${tableMarkers.end}\nafter`);
    expect(withConfigTable(next ?? '')).toBe(next);
    expect(withConfigTable('no markers')).toBeNull();
  });

  it('sets nothing in .env.example, so that copying it changes nothing', () => {
    const lines = envExample().split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});
