// A change → the command that somebody with the rights can run instead, as one line of a POSIX shell. Everything in it that is
// not ours is quoted, so that a name can start nothing.
import type { TrailAction, TrailSettingsKept } from '../domain/remediation.ts';
import { trailArn } from './actions.ts';

/** `settings`: the baseline, for what is put back from one; null: its values are left to be filled in. */
export function commandLine(action: TrailAction, settings: TrailSettingsKept | null): string {
  const { trail } = action;
  const run = (operation: string, ...rest: readonly string[]) =>
    ['aws', 'cloudtrail', operation, ...rest, '--region', shellQuoted(trail.homeRegion)].join(' ');
  const name = shellQuoted(trailArn(trail));
  const update = (...change: readonly string[]) => run('update-trail', '--name', name, ...change);
  switch (action.kind) {
    case 'start-logging':
      return run('start-logging', '--name', name);
    case 'restore-selectors':
      return run('put-event-selectors', '--trail-name', name, ...selectorArguments(settings));
    case 'restore-insights':
      return run(
        'put-insight-selectors',
        '--trail-name',
        name,
        '--insight-selectors',
        json(settings?.insightSelectors),
      );
    case 'restore-validation':
      return update('--enable-log-file-validation');
    case 'restore-bucket':
      return update(
        '--s3-bucket-name',
        shellQuoted(settings?.bucket ?? 'BUCKET'),
        ...(settings === null ? [] : ['--s3-key-prefix', shellQuoted(settings.prefix ?? '')]),
      );
    case 'restore-kms-key':
      return update('--kms-key-id', shellQuoted(settings === null ? 'KEY' : (settings.kmsKey ?? '')));
    case 'restore-multi-region':
      return update('--is-multi-region-trail');
    case 'recreate-trail':
    case 'set-up-trail': {
      const bucket = action.kind === 'set-up-trail' ? action.bucket : (settings?.bucket ?? 'BUCKET');
      const create = run(
        'create-trail',
        '--name',
        shellQuoted(trail.name),
        '--s3-bucket-name',
        shellQuoted(bucket),
        ...(settings?.prefix == null ? [] : ['--s3-key-prefix', shellQuoted(settings.prefix)]),
        ...(settings?.kmsKey == null ? [] : ['--kms-key-id', shellQuoted(settings.kmsKey)]),
        ...(settings?.organization === true ? ['--is-organization-trail'] : []),
        settings?.multiRegion === false ? '--no-is-multi-region-trail' : '--is-multi-region-trail',
        '--enable-log-file-validation',
      );
      const selectors = settings?.eventSelectors ?? settings?.advancedEventSelectors ?? null;
      if (selectors !== null) {
        const put = run('put-event-selectors', '--trail-name', name, ...selectorArguments(settings));
        return `${create} && ${put} && ${run('start-logging', '--name', name)}`;
      }
      return `${create} && ${run('start-logging', '--name', name)}`;
    }
    default: {
      const never: never = action;
      throw new Error(`unknown action ${JSON.stringify(never)}`);
    }
  }
}

function selectorArguments(settings: TrailSettingsKept | null): readonly string[] {
  const advanced = settings?.advancedEventSelectors ?? null;
  if (advanced !== null) return ['--advanced-event-selectors', json(advanced)];
  return ['--event-selectors', json(settings?.eventSelectors ?? MANAGEMENT)];
}

/** What a trail records that nobody gave selectors. */
const MANAGEMENT = [{ ReadWriteType: 'All', IncludeManagementEvents: true }];

function json(value: unknown): string {
  return shellQuoted(JSON.stringify(value ?? []));
}

/** One argument, whatever is in it. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
export function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
