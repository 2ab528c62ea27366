// The list of settings → README's table and .env.example, so that neither can say something else than the code.
import { configFileSetting, settingNames, settings } from './settings.ts';

/** A markdown table of every setting: name, default, what it is for. */
export function configTable(): string {
  const rows = settingNames.map((name) => {
    const it = settings[name];
    const secret = 'secret' in it ? ' Secret.' : '';
    return `| \`${name}\` | ${shownDefault(name)} | ${cell(it.about)}${secret} |`;
  });
  rows.push(`| \`${configFileSetting.name}\` | – | ${cell(configFileSetting.about)} |`);
  return ['| Setting | Default | What it does |', '|---|---|---|', ...rows].join('\n');
}

/** The text of .env.example: every setting, commented out, with what to write. */
export function envExample(): string {
  const parts = settingNames.map((name) => {
    const it = settings[name];
    return [`# ${it.about}`, `# Write ${it.write}.`, `# ${name}=${it.default ?? ''}`].join('\n');
  });
  const head =
    '# Every setting of whodid; all may be left out. Printed by `node scripts/config-docs.mjs`: edit src/config/settings.ts.';
  parts.push([`# ${configFileSetting.about}`, `# ${configFileSetting.name}=`].join('\n'));
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** `text` with what stands between the two markers replaced by the table; null when it has no markers. */
export function withConfigTable(text: string): string | null {
  const start = text.indexOf(tableMarkers.start);
  const end = text.indexOf(tableMarkers.end);
  if (start < 0 || end < start) return null;
  return `${text.slice(0, start + tableMarkers.start.length)}\n${configTable()}\n${text.slice(end)}`;
}

export const tableMarkers = { start: '<!-- config:start -->', end: '<!-- config:end -->' } as const;

function shownDefault(name: keyof typeof settings): string {
  const it = settings[name];
  if ('shownDefault' in it && it.shownDefault !== undefined) return it.shownDefault;
  return it.default === null || it.default === '' ? '–' : `\`${it.default}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
